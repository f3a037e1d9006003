// The time zones installed on this machine, as values. Only the manager reads them; players get
// theirs in the manifest (ZoneRules).
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "schemas/model/time.hpp"

namespace marquee {

// Thread-safe: reads files, keeps none. Blocks on the disk.
class Zoneinfo {
public:
    // `directory` holds TZif files and, to tell the version, tzdata.zi.
    explicit Zoneinfo(std::filesystem::path directory = "/usr/share/zoneinfo");

    // "2025b"; empty when tzdata.zi is missing.
    const std::string& version() const { return version_; }

    // The zone of an IANA name within a span; zone_span() says which one a manifest needs.
    // out_of_range: not a name of that form ("../x"); not_found; and as tzif.hpp says.
    Result<ZoneRules> rules(std::string_view name, Interval span) const;

private:
    std::filesystem::path directory_;
    std::string version_;
};

// "Asia/Shanghai": one to three components of letters, digits, '_', '+' and '-', each beginning
// with a letter, of at most limits::word_bytes_max bytes.
bool is_zone_name(std::string_view name);

// What a manifest valid until `not_after` carries: from 2020 to the end of the year after that. The
// beginning is fixed so that manifests issued on different days carry the same bytes.
Interval zone_span(Instant not_after);

} // namespace marquee
