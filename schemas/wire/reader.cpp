#include "schemas/wire/reader.hpp"

#include <algorithm>
#include <optional>

#include "schemas/model/nearest_word.hpp"
#include "schemas/wire/seen_text.hpp"
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

// The refusal of the first name or title that people typed and nobody could see on a page.
std::optional<Error> unseen_name(const Tree& tree) {
    for (const Node& node : tree) {
        const bool names = node.name == "name" || node.name == "title";
        if (names && node.understood && node.kind == NodeKind::string && !node.text.empty()
            && is_unseen(node.text)) {
            return Error{ErrorCode::out_of_range,
                         "there is nothing to be seen in the name",
                         pointer_to(&node),
                         {{"seen", "0"}}};
        }
    }
    return std::nullopt;
}

} // namespace

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
        if (auto unseen = unseen_name(state_->tree)) {
            note(*std::move(unseen));
        }
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
        if (const std::string_view nearest = nearest_word(name, known); !nearest.empty()) {
            params.emplace_back("nearest", std::string(nearest));
        }
        note({ErrorCode::unknown_member, "'" + name + "' is not a member here", pointer_to(&node),
              std::move(params)});
        return;
    }
}

} // namespace marquee::wire
