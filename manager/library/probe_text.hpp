// Reads what marquee-ingest and ffprobe say about a medium: text of a child that has seen untrusted
// bytes, so nothing in it is taken for granted.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "manager/library/media_facts.hpp"

namespace marquee::manager {

// Of all lines together: a film with 32 streams says 30 KiB.
inline constexpr std::size_t probe_bytes_max = 4 * 1024 * 1024;

// What may go on into a sentence, a log or a database of a text that somebody said: its printable
// ASCII, cut where it gets long.
std::string plain_words(std::string_view said, std::size_t bytes_max);

// Names and values of "name=value" lines; quotes around a value go.
class ProbeText {
public:
    // False when it is too much; lines of another shape are passed over.
    bool add(std::string_view line);

    // Empty when it was not said. Any bytes.
    std::string_view text(const std::string& name) const;
    // The same as plain_words, for names of codecs and the like.
    std::string word(const std::string& name) const;
    // 0 when it was not said, is no number, or does not fit.
    std::int64_t integer(const std::string& name) const;
    Ratio ratio(const std::string& name, char between) const; // "30000/1001"
    Milliseconds seconds(const std::string& name) const;      // "5.280000"

private:
    std::map<std::string, std::string, std::less<>> values_;
    std::size_t bytes_ = 0;
};

// From the lines of `marquee-ingest … inspect`.
FileFacts file_facts(const ProbeText& said);

// From `ffprobe -of flat -show_entries probe_entries`: the first real video stream (no cover
// picture of a song), the first sound stream of a codec that is known.
void add_stream_facts(const ProbeText& said, MediaFacts& facts);

extern const std::string_view probe_entries;

} // namespace marquee::manager
