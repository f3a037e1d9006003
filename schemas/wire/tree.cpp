#include "schemas/wire/tree.hpp"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "schemas/model/limits.hpp"
#include "schemas/wire/utf8.hpp"

namespace marquee::wire {

namespace {

// Builds the tree from the parser's events and stops it at the first limit.
class TreeBuilder final : public nlohmann::json_sax<nlohmann::json> {
public:
    bool null() override { return add(NodeKind::null) != nullptr; }
    bool boolean(bool value) override {
        Node* node = add(NodeKind::boolean);
        return node != nullptr && (node->boolean = value, true);
    }
    bool number_integer(number_integer_t value) override { return integer(value); }
    bool number_unsigned(number_unsigned_t value) override {
        return std::in_range<std::int64_t>(value) ? integer(static_cast<std::int64_t>(value))
                                                  : number_float(static_cast<double>(value), {});
    }
    bool number_float(number_float_t value, const string_t& /*spelling*/) override {
        Node* node = add(NodeKind::number);
        return node != nullptr && (node->number = value, true);
    }
    bool string(string_t& value) override {
        Node* node = add(NodeKind::string);
        return node != nullptr && (node->text = std::move(value), true);
    }
    bool binary(binary_t& /*value*/) override { return false; } // JSON text has none
    bool start_object(std::size_t /*size*/) override { return start(NodeKind::object); }
    bool key(string_t& value) override {
        name_ = std::move(value);
        return true;
    }
    bool end_object() override { return names_differ(*open_.back().node) && end(); }
    bool start_array(std::size_t /*size*/) override { return start(NodeKind::array); }
    bool end_array() override { return end(); }
    bool parse_error(std::size_t position, const std::string& /*token*/,
                     const nlohmann::json::exception& failure) override {
        constexpr int number_overflow = 406; // of nlohmann's out_of_range
        const bool overflow = failure.id == number_overflow;
        error_ = Error{overflow ? ErrorCode::out_of_range : ErrorCode::malformed,
                       (overflow ? "a number is too large near byte " : "not JSON near byte ")
                           + std::to_string(position),
                       open_.empty() ? "" : pointer_to(open_.back().node),
                       {}};
        return false;
    }

    Result<Tree> take() {
        if (error_) {
            return tl::unexpected<Error>(std::move(*error_));
        }
        return std::move(tree_);
    }

private:
    struct OpenNode {
        Node* node;
        Node* last_child;
    };

    bool refuse(ErrorCode code, std::string what, const Node* at) {
        error_ = Error{code, std::move(what), at == nullptr ? "" : pointer_to(at), {}};
        return false;
    }

    Node* add(NodeKind kind) {
        Node* parent = open_.empty() ? nullptr : open_.back().node;
        if (tree_.size() >= limits::json_values_max) {
            refuse(ErrorCode::too_large,
                   "more than " + std::to_string(limits::json_values_max) + " values", parent);
            return nullptr;
        }
        Node& node = tree_.emplace_back();
        node.kind = kind;
        node.parent = parent;
        if (parent != nullptr) {
            Node*& last = open_.back().last_child;
            (last == nullptr ? parent->first_child : last->next_sibling) = &node;
            last = &node;
            node.name = std::exchange(name_, {});
        }
        return &node;
    }

    bool integer(std::int64_t value) {
        Node* node = add(NodeKind::integer);
        if (node == nullptr) {
            return false;
        }
        node->integer = value;
        node->number = static_cast<double>(value);
        return true;
    }

    bool start(NodeKind kind) {
        Node* node = add(kind);
        if (node == nullptr) {
            return false;
        }
        if (open_.size() >= limits::json_depth_max) {
            return refuse(ErrorCode::too_large,
                          "nested deeper than " + std::to_string(limits::json_depth_max), node);
        }
        open_.push_back({node, nullptr});
        return true;
    }

    bool end() {
        open_.pop_back();
        return true;
    }

    bool names_differ(const Node& object) {
        std::vector<const Node*> members;
        for (const Node* child = object.first_child; child != nullptr;
             child = child->next_sibling) {
            members.push_back(child);
        }
        std::sort(members.begin(), members.end(),
                  [](const Node* a, const Node* b) { return a->name < b->name; });
        const auto twice =
            std::adjacent_find(members.begin(), members.end(),
                               [](const Node* a, const Node* b) { return a->name == b->name; });
        return twice == members.end()
               || refuse(ErrorCode::malformed, "a member is written twice", *twice);
    }

    Tree tree_;
    std::vector<OpenNode> open_;
    std::string name_; // of the member whose value comes next
    std::optional<Error> error_;
};

// '~' and '/' are escaped in a pointer: RFC 6901 section 3.
std::string escaped(std::string_view name) {
    constexpr std::size_t shown_bytes_max = 100; // a hostile name is not repeated at length
    std::string text;
    for (const char c : name.substr(0, shown_bytes_max)) {
        text += c == '~' ? "~0" : c == '/' ? "~1" : std::string(1, c);
    }
    text.resize(valid_utf8_prefix(text)); // the cut may have gone through a character
    return text;
}

std::string step(const Node& node) {
    if (node.parent->kind == NodeKind::object) {
        return escaped(node.name);
    }
    std::size_t index = 0;
    for (const Node* child = node.parent->first_child; child != &node;
         child = child->next_sibling) {
        ++index;
    }
    return std::to_string(index);
}

} // namespace

std::string pointer_to(const Node* node) {
    std::string pointer;
    for (; node != nullptr && node->parent != nullptr; node = node->parent) {
        pointer.insert(0, "/" + step(*node));
    }
    return pointer;
}

std::string pointer_to(const Node* object, std::string_view member) {
    return pointer_to(object) + "/" + escaped(member);
}

Result<Tree> parse(std::string_view text, std::size_t bytes_max) {
    if (text.size() > bytes_max) {
        return fail(ErrorCode::too_large,
                    std::to_string(text.size()) + " bytes are more than "
                        + std::to_string(bytes_max),
                    {}, {{"bytes_max", std::to_string(bytes_max)}});
    }
    if (const std::size_t valid = valid_utf8_prefix(text); valid != text.size()) {
        return fail(ErrorCode::malformed, "not UTF-8 at byte " + std::to_string(valid));
    }
    // The parser takes a NUL for the end of the text and skips a byte order mark; we take neither.
    if (text.find('\0') != text.npos || text.starts_with("\xEF\xBB\xBF")) {
        return fail(ErrorCode::malformed, "a NUL or a byte order mark is not JSON");
    }
    TreeBuilder builder;
    nlohmann::json::sax_parse(text.begin(), text.end(), &builder);
    return builder.take();
}

} // namespace marquee::wire
