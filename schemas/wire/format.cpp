#include "schemas/wire/format.hpp"

#include <algorithm>

namespace marquee::wire {

namespace {

// "0", "7", "12": no sign, no leading zero, at most four digits.
bool is_version_number(std::string_view text) {
    const bool digits =
        std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    return digits && !text.empty() && text.size() <= 4 && (text == "0" || text.front() != '0');
}

} // namespace

std::string to_string(const Format& format) {
    return std::string(format.kind) + "/" + std::to_string(format.major) + "."
           + std::to_string(format.minor);
}

bool readable_as(std::string_view text, const Format& format) {
    const std::string front = std::string(format.kind) + "/" + std::to_string(format.major) + ".";
    return text.starts_with(front) && is_version_number(text.substr(front.size()));
}

std::string payload_type(const Format& format) {
    return "application/vnd.marquee." + std::string(format.kind) + ".v"
           + std::to_string(format.major) + "+json";
}

std::vector<std::string> formats_read() {
    std::vector<std::string> all;
    for (const Format& format :
         {formats::program, formats::manifest, formats::screen_override, formats::trust,
          formats::time, formats::enrolment_file, formats::enrolment_answer,
          formats::certificate_answer, formats::enrolment_code, formats::contact_answer,
          formats::hint, formats::acknowledgement}) {
        all.push_back(to_string(format));
    }
    return all;
}

} // namespace marquee::wire
