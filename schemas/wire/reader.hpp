// Reading JSON that somebody else wrote: limits first, then typed values, then one precise error.
//
//     struct NewUnit { std::string name; UnitId parent; };
//
//     const Result<NewUnit> unit = wire::read_object(body, wire::staff_body, [](wire::Object in) {
//         return NewUnit{.name = in.required("name").line(limits::name_bytes_max, 1),
//                        .parent = in.required("parent_id").id<UnitId>()};
//     });
//
// Readers are straight-line code: the first failure is kept, every value after it is empty, and
// read_object returns that failure with the JSON pointer (RFC 6901) of its place in Error::where.
// Names of members are string literals: the text they view must outlive the reading.
//
// Accepted: RFC 8259 in valid UTF-8, without duplicate names, within the depth, count and size of
// schemas/model/limits.hpp. Time and memory are linear in the size of the text.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "schemas/model/error.hpp"
#include "schemas/model/geometry.hpp"
#include "schemas/model/limits.hpp"
#include "schemas/model/sha256.hpp"
#include "schemas/model/time.hpp"
#include "schemas/wire/format.hpp"
#include "schemas/wire/words.hpp"

namespace marquee::wire {

class Object;
class Reading;
struct Node; // one value of a parsed text
enum class NodeKind : std::uint8_t;

// ignored: documents between programs, so that newer ones may say more.
// refused: people's input, where an unknown member is a typing error.
enum class UnknownMembers { ignored, refused };

struct ReadRules {
    std::size_t bytes_max = limits::staff_body_bytes_max;
    UnknownMembers unknown = UnknownMembers::refused;
};

inline constexpr ReadRules staff_body{limits::staff_body_bytes_max, UnknownMembers::refused};
inline constexpr ReadRules staff_answer{limits::manifest_bytes_max, UnknownMembers::ignored};

// A place in the text. Each accessor notes a failure when the value is of another type or outside
// the limits given. What was refused, and what is absent, reads as the empty value: "", 0, false,
// the first word, no elements. Numbers of bytes are of UTF-8.
class Value {
public:
    explicit operator bool() const { return node_ != nullptr; } // present
    bool is_null() const;
    bool is_text() const; // for members that have two shapes

    // One line: control characters are malformed, over bytes_max is too_large, under bytes_min is
    // out_of_range.
    std::string line(std::size_t bytes_max, std::size_t bytes_min = 0) const;
    // The same with line feeds and tabs.
    std::string text(std::size_t bytes_max, std::size_t bytes_min = 0) const;
    // Base64 on the wire; bytes_max counts what it stands for.
    std::string bytes(std::size_t bytes_max) const;

    bool boolean() const;
    double number(double least, double greatest) const;
    // A whole number; 1.0 is one, as in JSON Schema.
    template<typename Integer>
    Integer integer(std::int64_t least, std::int64_t greatest) const {
        return static_cast<Integer>(whole_number(least, greatest));
    }
    template<typename Enum>
    Enum word() const {
        std::vector<std::string_view> allowed;
        for (const auto& entry : Words<Enum>::all) {
            allowed.push_back(entry.second);
        }
        return Words<Enum>::all[word_index(allowed)].first;
    }

    template<typename IdType>
    IdType id() const {
        return IdType{uuid()};
    }
    Instant instant() const;       // RFC 3339
    LocalDate date() const;        // 2026-11-21
    TimeOfDay time_of_day() const; // 08:30
    Sha256 digest() const;         // 64 hexadecimal digits
    std::string key_id() const;    // the same, as the model holds it
    Colour colour() const;         // #rrggbb or #rrggbbaa

    Object object() const;
    // Reads at most count_max elements with `read(Value)`; fewer than count_min is out_of_range,
    // more is too_large.
    template<typename Read>
    auto list(std::size_t count_max, Read read, std::size_t count_min = 0) const {
        std::vector<std::invoke_result_t<Read, Value>> values;
        const std::vector<Value> found = elements(count_max, count_min);
        values.reserve(found.size());
        for (const Value& element : found) {
            if (failed()) {
                break;
            }
            values.push_back(read(element));
        }
        return values;
    }

    // A reader's own refusal, about this value.
    void refuse(ErrorCode code, std::string what, ErrorParams params = {}) const;
    // True once anything in the text was refused.
    bool failed() const;

private:
    friend class Object;
    friend class Reading;
    Value(Reading& reading, Node* node) : reading_(&reading), node_(node) {}

    bool is(NodeKind kind) const; // notes malformed when it is not
    template<typename T>
    T converted(Result<T> (*convert)(std::string_view), std::size_t bytes_max) const;
    std::int64_t whole_number(std::int64_t least, std::int64_t greatest) const;
    std::size_t word_index(const std::vector<std::string_view>& allowed) const;
    std::string uuid() const;
    std::vector<Value> elements(std::size_t count_max, std::size_t count_min) const;
    std::string string_within(std::size_t bytes_max, std::size_t bytes_min) const;

    Reading* reading_;
    Node* node_;
};

// The members of one JSON object.
class Object {
public:
    // Absent: missing_member is noted and the value is empty.
    Value required(std::string_view name) const;
    // Absent: the value is false.
    Value optional(std::string_view name) const;
    // The object itself, to refuse it as a whole.
    Value whole() const { return {*reading_, node_}; }
    // True once anything in the text was refused.
    bool failed() const { return whole().failed(); }
    // Every member with its name, in the order of the text; for maps such as a problem's params.
    std::vector<std::pair<std::string, Value>> members() const;

private:
    friend class Value;
    friend class Reading;
    Object(Reading& reading, Node* node) : reading_(&reading), node_(node) {}

    Reading* reading_;
    Node* node_; // null after a failure
};

// One text being read. Used through read_object and read_document.
class Reading {
public:
    Reading(std::string_view text, const ReadRules& rules);
    Reading(const Reading&) = delete;
    Reading& operator=(const Reading&) = delete;
    ~Reading();

    // The root; not an object: malformed.
    Object root();
    // Checks `format` and remembers `critical`: see format.hpp.
    void expect(const Format& format);
    // After the last value was read: unknown members and critical names.
    Status finish();

private:
    friend class Value;
    friend class Object;
    struct State;

    void note(Error error);
    bool failed() const;
    void asked_for(const Node& object, std::string_view name);
    void check_critical();
    void check_unknown();

    std::unique_ptr<State> state_;
};

// A JSON object without a format of its own: staff REST, problems.
// `read` takes an Object and returns the value.
template<typename Read>
auto read_object(std::string_view text, const ReadRules& rules, Read read)
    -> Result<std::invoke_result_t<Read, Object>> {
    Reading reading(text, rules);
    auto value = read(reading.root());
    if (Status status = reading.finish(); !status) {
        return tl::unexpected<Error>(std::move(status.error()));
    }
    return value;
}

// A document or message that carries `format` and perhaps `critical`.
template<typename Read>
auto read_document(std::string_view text, std::size_t bytes_max, const Format& format, Read read)
    -> Result<std::invoke_result_t<Read, Object>> {
    Reading reading(text, {bytes_max, UnknownMembers::ignored});
    reading.expect(format);
    auto value = read(reading.root());
    if (Status status = reading.finish(); !status) {
        return tl::unexpected<Error>(std::move(status.error()));
    }
    return value;
}

} // namespace marquee::wire
