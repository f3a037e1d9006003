// Reads what marquee-ingest and ffprobe say about a medium: text of a child that has seen untrusted
// bytes, so nothing in it is taken for granted.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "manager/library/media_facts.hpp"

namespace marquee::manager {

// Names and values of "name=value" lines; quotes around a value go.
class ProbeText {
public:
    // False when there are too many lines; lines of another shape are passed over.
    bool add(std::string_view line);

    // Empty when it was not said.
    std::string_view text(const std::string& name) const;
    // 0 when it was not said, is no number, or does not fit.
    std::int64_t integer(const std::string& name) const;
    Ratio ratio(const std::string& name, char between) const; // "30000/1001"
    Milliseconds seconds(const std::string& name) const;      // "5.280000"

private:
    std::map<std::string, std::string, std::less<>> values_;
};

// From the lines of `marquee-ingest … inspect`.
FileFacts file_facts(const ProbeText& said);

// From `ffprobe -of flat -show_entries probe_entries`: the first real video stream (no cover
// picture of a song), the first sound stream of a codec that is known.
void add_stream_facts(const ProbeText& said, MediaFacts& facts);

extern const std::string_view probe_entries;

} // namespace marquee::manager
