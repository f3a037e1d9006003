#include <algorithm>
#include <cmath>
#include <optional>

#include "schemas/model/ids.hpp"
#include "schemas/wire/base64.hpp"
#include "schemas/wire/colour.hpp"
#include "schemas/wire/reader.hpp"
#include "schemas/wire/seen_text.hpp"
#include "schemas/wire/tree.hpp"

namespace marquee::wire {

namespace {

std::string_view kind_word(NodeKind kind) {
    switch (kind) {
    case NodeKind::null:
        return "null";
    case NodeKind::boolean:
        return "a boolean";
    case NodeKind::integer:
    case NodeKind::number:
        return "a number";
    case NodeKind::string:
        return "a string";
    case NodeKind::array:
        return "an array";
    case NodeKind::object:
        return "an object";
    }
    return "something else";
}

// The whole number a node stands for: 5 and 5.0 alike, as in JSON Schema.
std::optional<std::int64_t> as_whole(const Node& node) {
    if (node.kind == NodeKind::integer) {
        return node.integer;
    }
    const bool exact = node.kind == NodeKind::number && std::trunc(node.number) == node.number
                       && std::abs(node.number) <= static_cast<double>(limits::json_integer_max);
    return exact ? std::optional(static_cast<std::int64_t>(node.number)) : std::nullopt;
}

bool beyond_whole(const Node& node) {
    return node.kind == NodeKind::number && std::trunc(node.number) == node.number;
}

} // namespace

bool Value::is_null() const {
    return node_ != nullptr && node_->kind == NodeKind::null;
}

bool Value::is_text() const {
    return node_ != nullptr && node_->kind == NodeKind::string;
}

bool Value::failed() const {
    return reading_->failed();
}

void Value::refuse(ErrorCode code, std::string what, ErrorParams params) const {
    reading_->note({code, std::move(what), pointer_to(node_), std::move(params)});
}

bool Value::is(NodeKind kind) const {
    if (node_ == nullptr) {
        return false;
    }
    if (node_->kind != kind) {
        refuse(ErrorCode::malformed, std::string(kind_word(node_->kind)) + " stands where "
                                         + std::string(kind_word(kind)) + " belongs");
        return false;
    }
    return true;
}

std::string Value::string_within(std::size_t bytes_max, std::size_t bytes_min) const {
    if (!is(NodeKind::string)) {
        return {};
    }
    const std::size_t size = node_->text.size();
    if (size > bytes_max) {
        refuse(ErrorCode::too_large,
               std::to_string(size) + " bytes are more than " + std::to_string(bytes_max),
               {{"bytes_max", std::to_string(bytes_max)}});
        return {};
    }
    if (size < bytes_min) {
        refuse(ErrorCode::out_of_range,
               std::to_string(size) + " bytes are fewer than " + std::to_string(bytes_min),
               {{"bytes_min", std::to_string(bytes_min)}});
        return {};
    }
    return node_->text;
}

std::string Value::line(std::size_t bytes_max, std::size_t bytes_min) const {
    std::string value = string_within(bytes_max, bytes_min);
    if (const auto control = first_control(value, "")) {
        refuse(ErrorCode::malformed, "a control character in a line of text", *control);
    }
    return value;
}

std::string Value::text(std::size_t bytes_max, std::size_t bytes_min) const {
    std::string value = string_within(bytes_max, bytes_min);
    if (const auto control = first_control(value, "\n\t")) {
        refuse(ErrorCode::malformed, "a control character in a text", *control);
    }
    return value;
}

std::string Value::bytes(std::size_t bytes_max) const {
    const std::size_t characters_max = (bytes_max + 2) / 3 * 4;
    return converted<std::string>(from_base64, characters_max);
}

bool Value::boolean() const {
    return is(NodeKind::boolean) && node_->boolean;
}

double Value::number(double least, double greatest) const {
    if (node_ == nullptr) {
        return 0;
    }
    if (node_->kind != NodeKind::integer && !is(NodeKind::number)) {
        return 0;
    }
    if (!(node_->number >= least && node_->number <= greatest)) {
        refuse(ErrorCode::out_of_range, "a number is outside its range");
        return 0;
    }
    return node_->number;
}

std::int64_t Value::whole_number(std::int64_t least, std::int64_t greatest) const {
    if (node_ == nullptr) {
        return 0;
    }
    const std::optional<std::int64_t> value = as_whole(*node_);
    if (!value && !beyond_whole(*node_)) {
        refuse(ErrorCode::malformed,
               std::string(kind_word(node_->kind)) + " stands where a whole number belongs");
        return 0;
    }
    if (!value || *value < least || *value > greatest) {
        refuse(ErrorCode::out_of_range,
               "a number is outside " + std::to_string(least) + " to " + std::to_string(greatest),
               {{"least", std::to_string(least)}, {"greatest", std::to_string(greatest)}});
        return 0;
    }
    return *value;
}

std::size_t Value::word_index(const std::vector<std::string_view>& allowed) const {
    const std::string found = line(limits::word_bytes_max);
    const auto at = std::find(allowed.begin(), allowed.end(), found);
    if (at != allowed.end()) {
        return static_cast<std::size_t>(at - allowed.begin());
    }
    if (node_ != nullptr) {
        std::string list;
        for (const std::string_view entry : allowed) {
            list += (list.empty() ? "" : ", ") + std::string(entry);
        }
        refuse(ErrorCode::malformed, "'" + found + "' is none of: " + list,
               {{"value", found}, {"allowed", list}});
    }
    return 0;
}

template<typename T>
T Value::converted(Result<T> (*convert)(std::string_view), std::size_t bytes_max) const {
    const std::string found = string_within(bytes_max, 0);
    if (node_ == nullptr || failed()) {
        return T{};
    }
    Result<T> value = convert(found);
    if (!value) {
        refuse(value.error().code, value.error().what, value.error().params);
        return T{};
    }
    return std::move(*value);
}

std::string Value::uuid() const {
    const std::string found = line(limits::word_bytes_max);
    if (node_ != nullptr && !failed() && !is_uuid(found)) {
        refuse(ErrorCode::malformed, "'" + found + "' is not a lower-case UUID");
    }
    return found;
}

Instant Value::instant() const {
    using namespace std::chrono_literals;
    // What RFC 3339 can write in UTC: an offset may carry a date of year 1 or 9999 outside.
    constexpr Instant least{std::chrono::sys_days{1y / 1 / 1}};
    constexpr Instant beyond{std::chrono::sys_days{10000y / 1 / 1}};
    const auto value = converted<Instant>(instant_from_rfc3339, limits::word_bytes_max);
    if (value < least || value >= beyond) {
        refuse(ErrorCode::out_of_range, "an instant is outside the years 1 to 9999");
        return {};
    }
    return value;
}

LocalDate Value::date() const {
    return converted<LocalDate>(date_from_iso, limits::word_bytes_max);
}

TimeOfDay Value::time_of_day() const {
    return converted<TimeOfDay>(time_of_day_from_text, limits::word_bytes_max);
}

Sha256 Value::digest() const {
    return converted<Sha256>(sha256_from_hex, limits::word_bytes_max);
}

std::string Value::key_id() const {
    const Sha256 value = digest();
    return node_ == nullptr || failed() ? std::string{} : to_hex(value);
}

Colour Value::colour() const {
    return converted<Colour>(colour_from_text, limits::word_bytes_max);
}

Object Value::object() const {
    if (failed() || !is(NodeKind::object)) {
        return {*reading_, nullptr};
    }
    node_->opened = true;
    return {*reading_, node_};
}

std::vector<Value> Value::elements(std::size_t count_max, std::size_t count_min) const {
    std::vector<Value> values;
    if (failed() || !is(NodeKind::array)) {
        return values;
    }
    for (Node* child = node_->first_child; child != nullptr; child = child->next_sibling) {
        if (values.size() == count_max) {
            refuse(ErrorCode::too_large, "more than " + std::to_string(count_max) + " elements",
                   {{"count_max", std::to_string(count_max)}});
            return {};
        }
        values.push_back({*reading_, child});
    }
    if (values.size() < count_min) {
        refuse(ErrorCode::out_of_range, "fewer than " + std::to_string(count_min) + " elements",
               {{"count_min", std::to_string(count_min)}});
        return {};
    }
    return values;
}

} // namespace marquee::wire
