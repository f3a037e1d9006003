#include "schemas/wire/district_map.hpp"

#include <string>
#include <vector>

#include "schemas/wire/reader.hpp"

namespace marquee::wire {

namespace {

constexpr ReadRules foreign_members_too{district_map_bytes_max, UnknownMembers::ignored};
constexpr double longitude_max = 180;
constexpr double latitude_max = 90;
constexpr double altitude_max = 100'000; // metres; not drawn
constexpr std::size_t numbers_max = 4;   // of a position: longitude, latitude, altitude, another
constexpr std::size_t nested_collections_max = 4;

struct Place {
    double longitude = 0;
    double latitude = 0;

    friend bool operator==(const Place&, const Place&) = default;
};

template<typename Read>
void each(const Value& value, std::size_t least, Read read) {
    value.list(
        limits::json_values_max,
        [&](const Value& element) {
            read(element);
            return true;
        },
        least);
}

void expect_type(const Object& in, std::string_view type) {
    const Value value = in.required("type");
    if (value.line(limits::word_bytes_max) != type && !value.failed()) {
        value.refuse(ErrorCode::malformed, "the type here is " + std::string(type));
    }
}

class Checker {
public:
    DistrictMapFacts facts;

    void collection(const Object& in) {
        expect_type(in, "FeatureCollection");
        in.required("features")
            .list(
                district_map_features_max,
                [&](const Value& value) {
                    feature(value.object());
                    return true;
                },
                1);
    }

private:
    void feature(const Object& in) {
        expect_type(in, "Feature");
        ++facts.features;
        const Value geometry = in.required("geometry");
        if (!in.failed() && !geometry.is_null()) {
            shape(geometry.object(), 0);
        }
    }

    void shape(const Object& in, std::size_t depth) {
        const Value type = in.required("type");
        const std::string name = type.line(limits::word_bytes_max);
        if (name == "GeometryCollection" && depth < nested_collections_max) {
            each(in.required("geometries"), 0,
                 [&](const Value& part) { shape(part.object(), depth + 1); });
        } else if (name == "Point") {
            place(in.required("coordinates"));
        } else if (name == "MultiPoint") {
            line(in.required("coordinates"), 0);
        } else if (name == "LineString") {
            line(in.required("coordinates"), 2);
        } else if (name == "MultiLineString") {
            each(in.required("coordinates"), 0, [&](const Value& part) { line(part, 2); });
        } else if (name == "Polygon") {
            area(in.required("coordinates"));
        } else if (name == "MultiPolygon") {
            each(in.required("coordinates"), 0, [&](const Value& part) { area(part); });
        } else if (!in.failed()) {
            type.refuse(ErrorCode::malformed, "it is no geometry of GeoJSON");
        }
    }

    void area(const Value& value) {
        each(value, 0, [&](const Value& ring) {
            const std::vector<Place> all = line(ring, 4);
            if (!ring.failed() && all.front() != all.back()) {
                ring.refuse(ErrorCode::malformed, "a ring ends where it began");
            }
        });
    }

    std::vector<Place> line(const Value& value, std::size_t least) {
        return value.list(
            limits::json_values_max, [&](const Value& point) { return place(point); }, least);
    }

    Place place(const Value& value) {
        ++facts.positions;
        std::size_t axis = 0;
        const std::vector<double> numbers = value.list(
            numbers_max,
            [&](const Value& number) {
                const double most = axis == 0   ? longitude_max
                                    : axis == 1 ? latitude_max
                                                : altitude_max;
                ++axis;
                return number.number(-most, most);
            },
            2);
        return numbers.size() < 2 ? Place{} : Place{numbers[0], numbers[1]};
    }
};

} // namespace

Result<DistrictMapFacts> check_district_map(std::string_view text) {
    return read_object(text, foreign_members_too, [](Object in) {
        Checker checker;
        checker.collection(in);
        return checker.facts;
    });
}

} // namespace marquee::wire
