#include "manager/http/district_map.hpp"

#include <string>

#include "manager/access/audit.hpp"
#include "manager/http/resource.hpp"
#include "schemas/wire/district_map.hpp"

namespace marquee::manager {

namespace {

Status record_map(Change& change, const AccountId& who, const std::string& action,
                  const std::string& detail, Instant now) {
    return change.fleet.organisation().and_then([&](const Organisation& organisation) {
        return record(change, {.at = now,
                               .unit = organisation.root,
                               .actor = who,
                               .action = action,
                               .subject = organisation.id.value,
                               .detail = detail});
    });
}

// Larger than other bodies, and yet it fits into memory.
class MapSink final : public StaffSink {
public:
    MapSink(Database& database, AccountId who, Instant now)
        : database_(database), who_(std::move(who)), now_(now) {}

    Status take(std::string_view bytes) override {
        if (text_.size() + bytes.size() > wire::district_map_bytes_max) {
            return fail(ErrorCode::too_large, "the map is too large", {}, {{"limit", "8 MiB"}});
        }
        text_ += bytes;
        return {};
    }

    Result<Response> finish() override {
        return wire::check_district_map(text_)
            .and_then([&](const wire::DistrictMapFacts& facts) { return keep(facts); })
            .map([](std::int64_t version) {
                Response response = no_content();
                response.headers.set("ETag", etag_of(version));
                return response;
            });
    }

private:
    Result<std::int64_t> keep(const wire::DistrictMapFacts& facts) {
        const std::string detail = "districts: " + std::to_string(facts.features)
                                   + ", bytes: " + std::to_string(text_.size());
        return database_.write([&](Change& change) {
            return change.fleet.put_district_map(text_, now_).and_then([&](std::int64_t version) {
                return record_map(change, who_, "map.change", detail, now_).map([&] {
                    return version;
                });
            });
        });
    }

    Database& database_;
    AccountId who_;
    Instant now_;
    std::string text_;
};

} // namespace

StaffRoutes DistrictMapResource::routes() {
    const std::string_view one = "/api/v1/map";
    const UnitOf root = [this](const Request&, const std::vector<std::string>&) {
        return database_.read([](const View& view) { return view.fleet.organisation(); })
            .map([](const Organisation& organisation) { return organisation.root; });
    };
    StaffRoute shown;
    shown.pattern = one;
    shown.handle = [this](const auto& call) { return show(call); };
    shown.door = Door::signed_in; // whoever sees one display of the city sees where it is
    StaffRoute brought;
    brought.method = Method::put;
    brought.pattern = one;
    brought.action = Action::manage_units;
    brought.unit_of = root;
    brought.receive = [this](const auto& call) { return replace(call); };
    return {
        std::move(shown),
        std::move(brought),
        {Method::remove, one, Action::manage_units, root,
         [this](const auto& call) { return remove(call); }},
    };
}

Result<Response> DistrictMapResource::show(const StaffCall& call) {
    return database_.read([](const View& view) { return view.fleet.district_map(); })
        .map([&](const DistrictMap& map) {
            const std::string tag = etag_of(map.version);
            Response response;
            if (call.request.headers.find("If-None-Match") == tag) {
                response.status = 304;
            } else {
                response = json(map.geojson);
                response.headers.set("Content-Type", "application/geo+json");
            }
            response.headers.set("ETag", tag);
            return response;
        });
}

Result<std::unique_ptr<StaffSink>> DistrictMapResource::replace(const StaffCall& call) {
    return std::make_unique<MapSink>(database_, call.who.account, call.now);
}

Result<Response> DistrictMapResource::remove(const StaffCall& call) {
    return database_
        .write([&](Change& change) {
            return change.fleet.remove_district_map().and_then(
                [&] { return record_map(change, call.who.account, "map.remove", {}, call.now); });
        })
        .map(no_content);
}

} // namespace marquee::manager
