#include "common/tzif.hpp"

#include <algorithm>
#include <array>

#include "schemas/model/limits.hpp"

namespace marquee {

namespace {

tl::unexpected<Error> broken(const char* why) {
    return fail(ErrorCode::malformed, std::string("not a TZif file: ") + why);
}

// Big-endian two's complement of 1 to 8 bytes.
std::int64_t integer(std::string_view bytes) {
    auto value = static_cast<std::uint64_t>(static_cast<std::int8_t>(bytes.front()));
    for (const char byte : bytes.substr(1)) {
        value = value << 8 | static_cast<unsigned char>(byte);
    }
    return static_cast<std::int64_t>(value);
}

// The header of one of the two blocks, section 3.1.
struct Header {
    static constexpr std::size_t bytes = 44;

    char version = 0;
    std::uint64_t ut_count = 0;
    std::uint64_t standard_count = 0;
    std::uint64_t leap_count = 0;
    std::uint64_t time_count = 0;
    std::uint64_t type_count = 0;
    std::uint64_t char_count = 0;

    std::uint64_t body_bytes(std::uint64_t time_bytes) const {
        return time_count * (time_bytes + 1) + type_count * 6 + char_count
               + leap_count * (time_bytes + 4) + standard_count + ut_count;
    }
};

Result<Header> read_header(std::string_view bytes) {
    if (bytes.size() < Header::bytes || !bytes.starts_with("TZif")) {
        return broken("no header");
    }
    Header header;
    header.version = bytes[4];
    std::array<std::uint64_t*, 6> counts{&header.ut_count,   &header.standard_count,
                                         &header.leap_count, &header.time_count,
                                         &header.type_count, &header.char_count};
    for (std::size_t i = 0; i < counts.size(); ++i) {
        *counts[i] = static_cast<std::uint32_t>(integer(bytes.substr(20 + i * 4, 4)));
    }
    if (header.version != '\0' && (header.version < '2' || header.version > '4')) {
        return fail(ErrorCode::unsupported, "TZif of an unknown version");
    }
    return header;
}

struct LocalType {
    std::int32_t offset_seconds = 0;
    std::string abbreviation;
};

// Sections 3.2, in the order of the file.
class Block {
public:
    Block(const Header& header, std::string_view body, std::size_t time_bytes)
        : header_(header),
          time_bytes_(time_bytes),
          times_(cut(body, header.time_count * time_bytes)),
          indices_(cut(body, header.time_count)),
          types_(cut(body, header.type_count * 6)),
          names_(cut(body, header.char_count)) {}

    Result<TzifZone> zone() const {
        if (header_.leap_count != 0) {
            return fail(ErrorCode::unsupported, "TZif with leap seconds");
        }
        if (header_.type_count == 0 || header_.type_count > 256
            || header_.time_count > limits::zone_file_transitions_max) {
            return broken("impossible counts");
        }
        TzifZone zone;
        const Result<LocalType> first = type(0);
        if (!first) {
            return tl::unexpected(first.error());
        }
        zone.offset_seconds_before = first->offset_seconds;
        zone.abbreviation_before = first->abbreviation;
        for (std::size_t i = 0; i < header_.time_count; ++i) {
            const Result<LocalType> after = type(static_cast<unsigned char>(indices_[i]));
            if (!after) {
                return tl::unexpected(after.error());
            }
            const std::int64_t at = integer(times_.substr(i * time_bytes_, time_bytes_));
            if (i > 0 && at <= last_time(i)) {
                return broken("transitions do not ascend");
            }
            if (at > seconds_max || at < -seconds_max) {
                // zic marks the beginning of time so; nothing happens there.
                zone.offset_seconds_before = after->offset_seconds;
                zone.abbreviation_before = after->abbreviation;
                continue;
            }
            zone.transitions.push_back(
                {Instant{Seconds{at}}, after->offset_seconds, after->abbreviation});
        }
        return zone;
    }

private:
    // Some 35,000 years on either side: in microseconds still far from the end of 64 bits.
    static constexpr std::int64_t seconds_max = std::int64_t{1} << 40;

    static std::string_view cut(std::string_view& from, std::uint64_t bytes) {
        const std::string_view piece = from.substr(0, bytes);
        from.remove_prefix(bytes);
        return piece;
    }

    std::int64_t last_time(std::size_t before) const {
        return integer(times_.substr((before - 1) * time_bytes_, time_bytes_));
    }

    Result<LocalType> type(std::size_t index) const {
        if (index >= header_.type_count) {
            return broken("a type that is not there");
        }
        const std::string_view entry = types_.substr(index * 6, 6);
        LocalType type;
        type.offset_seconds = static_cast<std::int32_t>(integer(entry.substr(0, 4)));
        if (type.offset_seconds > limits::zone_offset_seconds_max
            || type.offset_seconds < -limits::zone_offset_seconds_max) {
            return fail(ErrorCode::out_of_range, "TZif with an offset of more than a day");
        }
        const std::size_t name = static_cast<unsigned char>(entry[5]);
        const std::size_t end = names_.find('\0', name);
        if (name >= names_.size() || end == std::string_view::npos || end - name > 16) {
            return broken("an abbreviation that is not there");
        }
        type.abbreviation = std::string(names_.substr(name, end - name));
        for (const char c : type.abbreviation) {
            if (c <= ' ' || c > '~') {
                return broken("an abbreviation that is not ASCII");
            }
        }
        return type;
    }

    const Header& header_;
    std::size_t time_bytes_;
    std::string_view times_;
    std::string_view indices_;
    std::string_view types_;
    std::string_view names_;
};

Result<std::optional<PosixTz>> read_footer(std::string_view bytes) {
    if (bytes.size() < 2 || bytes.front() != '\n' || bytes.back() != '\n') {
        return broken("no footer");
    }
    const std::string_view text = bytes.substr(1, bytes.size() - 2);
    if (text.empty()) {
        return std::optional<PosixTz>{};
    }
    Result<PosixTz> rule = posix_tz_from_text(text);
    if (!rule) {
        return tl::unexpected(rule.error());
    }
    return std::optional{std::move(*rule)};
}

int year_of(Instant instant) {
    return static_cast<int>(LocalDate{std::chrono::floor<std::chrono::days>(instant)}.year());
}

} // namespace

Result<TzifZone> tzif_from_bytes(std::string_view bytes) {
    Result<Header> header = read_header(bytes);
    if (!header) {
        return tl::unexpected(header.error());
    }
    std::size_t time_bytes = 4;
    std::string_view rest = bytes.substr(Header::bytes);
    if (header->version != '\0') { // the first block repeats the second for old readers
        if (header->body_bytes(4) > rest.size()) {
            return broken("truncated");
        }
        rest.remove_prefix(header->body_bytes(4));
        header = read_header(rest);
        if (!header) {
            return tl::unexpected(header.error());
        }
        rest.remove_prefix(Header::bytes);
        time_bytes = 8;
    }
    if (header->body_bytes(time_bytes) > rest.size()) {
        return broken("truncated");
    }
    Result<TzifZone> zone =
        Block(*header, rest.substr(0, header->body_bytes(time_bytes)), time_bytes).zone();
    if (zone && time_bytes == 8) {
        auto footer = read_footer(rest.substr(header->body_bytes(time_bytes)));
        if (!footer) {
            return tl::unexpected(footer.error());
        }
        zone->rule = std::move(*footer);
    }
    return zone;
}

Result<ZoneRules> zone_rules(const TzifZone& zone, Interval span) {
    std::vector<ZoneTransition> all = zone.transitions;
    if (zone.rule) {
        const Instant known = all.empty() ? Instant::min() : all.back().at;
        const int first = all.empty() ? year_of(span.from) - 1 : year_of(known) - 1;
        for (ZoneTransition& each : expand(*zone.rule, first, std::min(year_of(span.to), 9999))) {
            if (each.at > known) {
                all.push_back(std::move(each));
            }
        }
    }
    ZoneRules rules;
    rules.offset_seconds_before = zone.offset_seconds_before;
    std::string abbreviation = zone.abbreviation_before;
    for (ZoneTransition& each : all) {
        const std::int32_t offset = rules.transitions.empty()
                                        ? rules.offset_seconds_before
                                        : rules.transitions.back().offset_seconds;
        const bool changes = offset != each.offset_seconds || abbreviation != each.abbreviation;
        abbreviation = each.abbreviation;
        if (each.at <= span.from) {
            rules.offset_seconds_before = each.offset_seconds;
        } else if (each.at < span.to && changes) {
            rules.transitions.push_back(std::move(each));
        }
    }
    if (rules.transitions.size() > limits::zone_transitions_max) {
        return fail(ErrorCode::too_large, "the zone changes too often in this span", {},
                    {{"max", std::to_string(limits::zone_transitions_max)}});
    }
    return rules;
}

} // namespace marquee
