#include "schemas/wire/reader.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "schemas/model/ids.hpp"
#include "schemas/wire/base64.hpp"
#include "schemas/wire/colour.hpp"
#include "schemas/wire/nearest.hpp"
#include "schemas/wire/tree.hpp"

namespace marquee::wire {

struct Reading::State {
    UnknownMembers unknown = UnknownMembers::refused;
    Tree tree;
    std::optional<Error> error;
    std::vector<std::string> critical;
    bool remembers = false; // what was asked for, in `asked`
    std::vector<std::pair<const Node*, std::string_view>> asked;

    Node* root() { return tree.empty() ? nullptr : &tree.front(); }
};

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

bool has_control(std::string_view text, std::string_view allowed) {
    return std::any_of(text.begin(), text.end(), [&](char c) {
        const bool control = static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
        return control && allowed.find(c) == allowed.npos;
    });
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
    if (has_control(value, "")) {
        refuse(ErrorCode::malformed, "a control character in a line of text");
    }
    return value;
}

std::string Value::text(std::size_t bytes_max, std::size_t bytes_min) const {
    std::string value = string_within(bytes_max, bytes_min);
    if (has_control(value, "\n\t")) {
        refuse(ErrorCode::malformed, "a control character in a text");
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

Value Object::optional(std::string_view name) const {
    if (node_ == nullptr || failed()) {
        return {*reading_, nullptr};
    }
    reading_->asked_for(*node_, name);
    for (Node* child = node_->first_child; child != nullptr; child = child->next_sibling) {
        if (child->name == name) {
            child->understood = true;
            return {*reading_, child};
        }
    }
    return {*reading_, nullptr};
}

Value Object::required(std::string_view name) const {
    const Value value = optional(name);
    if (!value && node_ != nullptr) {
        reading_->note({ErrorCode::missing_member,
                        "'" + std::string(name) + "' is missing",
                        pointer_to(node_, name),
                        {{"member", std::string(name)}}});
    }
    return value;
}

std::vector<std::pair<std::string, Value>> Object::members() const {
    std::vector<std::pair<std::string, Value>> all;
    if (node_ == nullptr) {
        return all;
    }
    for (Node* child = node_->first_child; child != nullptr; child = child->next_sibling) {
        child->understood = true;
        all.emplace_back(child->name, Value{*reading_, child});
    }
    return all;
}

Reading::Reading(std::string_view text, const ReadRules& rules)
    : state_(std::make_unique<State>()) {
    state_->unknown = rules.unknown;
    state_->remembers = rules.unknown == UnknownMembers::refused;
    Result<Tree> tree = parse(text, rules.bytes_max);
    if (tree) {
        state_->tree = std::move(*tree);
    } else {
        note(std::move(tree.error()));
    }
}

Reading::~Reading() = default;

Object Reading::root() {
    return Value{*this, state_->root()}.object();
}

void Reading::note(Error error) {
    if (!state_->error) {
        state_->error = std::move(error);
    }
}

bool Reading::failed() const {
    return state_->error.has_value();
}

void Reading::asked_for(const Node& object, std::string_view name) {
    if (state_->remembers) {
        state_->asked.emplace_back(&object, name);
    }
}

void Reading::expect(const Format& format) {
    state_->remembers = true; // `format` and `critical` are understood themselves
    const Object in = root();
    const Value found = in.required("format");
    const std::string text = found.line(limits::word_bytes_max);
    if (!failed() && !readable_as(text, format)) {
        const std::string expected = to_string(format);
        found.refuse(ErrorCode::unknown_format,
                     "this is '" + text + "', and '" + expected + "' is read here",
                     {{"found", text}, {"expected", expected}});
    }
    if (const Value names = in.optional("critical")) {
        state_->critical = names.list(limits::critical_names_max, [](const Value& name) {
            return name.line(limits::word_bytes_max, 1);
        });
    }
    state_->remembers = state_->unknown == UnknownMembers::refused || !state_->critical.empty();
}

Status Reading::finish() {
    if (!failed() && !state_->critical.empty()) {
        check_critical();
    }
    if (!failed() && state_->unknown == UnknownMembers::refused) {
        check_unknown();
    }
    if (state_->error) {
        return tl::unexpected<Error>(*state_->error);
    }
    return {};
}

// A critical name is understood when this reader asks for it somewhere, and no member of that name
// stands where the reader would have passed it over.
void Reading::check_critical() {
    const auto refuse = [&](const std::string& name, std::string where) {
        note({ErrorCode::critical_not_understood,
              "'" + name + "' must be understood and is not",
              std::move(where),
              {{"member", name}}});
    };
    for (const std::string& name : state_->critical) {
        for (const Node& node : state_->tree) {
            if (node.name == name && !node.understood) {
                return refuse(name, pointer_to(&node));
            }
        }
        if (std::none_of(state_->asked.begin(), state_->asked.end(),
                         [&](const auto& asked) { return asked.second == name; })) {
            return refuse(name, "/critical");
        }
    }
}

void Reading::check_unknown() {
    for (const Node& node : state_->tree) {
        if (node.parent == nullptr || !node.parent->opened || node.understood) {
            continue;
        }
        std::vector<std::string_view> known;
        for (const auto& [object, name] : state_->asked) {
            if (object == node.parent) {
                known.push_back(name);
            }
        }
        const std::string name = node.name.substr(0, limits::word_bytes_max);
        ErrorParams params{{"member", name}};
        if (const std::string_view nearest = nearest_name(name, known); !nearest.empty()) {
            params.emplace_back("nearest", std::string(nearest));
        }
        note({ErrorCode::unknown_member, "'" + name + "' is not a member here", pointer_to(&node),
              std::move(params)});
        return;
    }
}

} // namespace marquee::wire
