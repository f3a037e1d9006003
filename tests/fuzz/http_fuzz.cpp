// Any bytes as a request: however the network cuts them, the parser reads the same thing or refuses
// the same way, and what it lets through has the form that services rely on.
#include <algorithm>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>

#include "manager/front/byte_range.hpp"
#include "manager/front/request_parser.hpp"
#include "manager/front/target.hpp"
#include "tests/fuzz/entry.hpp"

namespace {

using namespace marquee;
using namespace marquee::manager;

constexpr std::size_t header_bytes_max = 4'096;

void require(bool holds) {
    if (!holds) {
        std::abort();
    }
}

struct Reading {
    bool complete = false;
    int refused = 0; // status
    std::optional<RequestHead> head;
    std::string body;

    friend bool operator==(const Reading& a, const Reading& b) {
        const bool same_head =
            a.head.has_value() == b.head.has_value()
            && (!a.head
                || (a.head->method == b.head->method && a.head->path == b.head->path
                    && a.head->query == b.head->query && a.head->headers == b.head->headers));
        return a.complete == b.complete && a.refused == b.refused && same_head && a.body == b.body;
    }
};

// Feeds `bytes` in pieces of `piece`.
Reading read(std::string_view bytes, std::size_t piece) {
    RequestParser parser(header_bytes_max);
    Reading reading;
    std::string input;
    while (!reading.complete && reading.refused == 0) {
        const RequestParser::State state = parser.parse(input);
        if (state == RequestParser::State::has_head) {
            reading.head = parser.head();
        } else if (state == RequestParser::State::refused) {
            reading.refused = parser.take_refusal().status;
        } else if (state == RequestParser::State::complete) {
            reading.complete = true;
        } else if (bytes.empty()) {
            break;
        } else {
            const std::size_t taken = std::min(piece, bytes.size());
            input.append(bytes.substr(0, taken));
            bytes.remove_prefix(taken);
        }
    }
    reading.body = parser.body();
    return reading;
}

void check_head(const RequestHead& head) {
    require(!head.path.empty() && head.path.front() == '/');
    require((head.path + "/").find("/../") == std::string::npos);
    require((head.path + "/").find("/./") == std::string::npos);
    for (const std::uint64_t size : {std::uint64_t{0}, std::uint64_t{1'000}}) {
        const RangeChoice choice = choose_range(head, "\"tag\"", size);
        if (choice.verdict == RangeVerdict::part) {
            require(choice.range.size > 0 && choice.range.first < size
                    && choice.range.size <= size - choice.range.first);
        }
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(bytes), size);
    const Reading whole = read(text, std::max<std::size_t>(size, 1));
    if (whole.head) {
        check_head(*whole.head);
    }
    // Faults may show earlier or later in pieces; what is read in the end must not differ.
    for (const std::size_t piece : {std::size_t{1}, std::size_t{7}}) {
        const Reading pieces = read(text, piece);
        require(pieces.complete == whole.complete);
        require(!whole.complete || pieces == whole);
    }
    if (const Result<Target> target = parse_target(text)) {
        require(target->path.find('\0') == std::string::npos);
    }
    return 0;
}
