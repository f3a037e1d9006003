// Names and versions of everything on the wire: `format` members and DSSE payload types.
//
// Every document and message says what it is: "manifest/1.0", KIND/MAJOR.MINOR. A reader takes any
// minor of its own major and refuses everything else as unknown_format. docs/protocol.md.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace marquee::wire {

struct Format {
    std::string_view kind;
    int major = 1;
    int minor = 0;

    friend bool operator==(const Format&, const Format&) = default;
};

namespace formats {
inline constexpr Format program{"program", 1, 3};   // 1.1: validity of items; 1.2: drawn items,
                                                    // slides, wipes, moving posters, opacity;
                                                    // 1.3: looks and courses of slogans, test cards
inline constexpr Format manifest{"manifest", 1, 2}; // 1.1: day rules, interrupts, pace, levels;
                                                    // 1.2: displays that are part of a wall, names
inline constexpr Format screen_override{"override"};
inline constexpr Format trust{"trust"};
inline constexpr Format time{"time"};
inline constexpr Format enrolment_file{"enrolment-file"};
inline constexpr Format enrolment_request{"enrolment-request"};
inline constexpr Format enrolment_answer{"enrolment-answer"};
inline constexpr Format certificate_request{"certificate-request"};
inline constexpr Format certificate_answer{"certificate-answer"};
inline constexpr Format enrolment_code{"enrolment-code"};
inline constexpr Format heartbeat{"heartbeat", 1, 1}; // 1.1: cards
inline constexpr Format contact_answer{"contact-answer", 1,
                                       3}; // 1.1: screenshots; 1.2: cards; 1.3: restart
inline constexpr Format hint{"hint"};
inline constexpr Format play_segment{"play-segment"};
inline constexpr Format uptime_segment{"uptime-segment"};
inline constexpr Format acknowledgement{"acknowledgement"};
// Between the manager and its own renderer; never on the network.
inline constexpr Format render_request{"render-request"};
inline constexpr Format render_answer{"render-answer"};
} // namespace formats

// "manifest/1.0"
std::string to_string(const Format& format);

// True for a text "KIND/MAJOR.MINOR" of the same kind and major, whatever its minor.
bool readable_as(std::string_view text, const Format& format);

// "application/vnd.marquee.manifest.v1+json": the payloadType of a signed document.
std::string payload_type(const Format& format);

// What this software reads, as a player announces it in Software::formats.
std::vector<std::string> formats_read();

} // namespace marquee::wire
