// A parsed JSON text as a tree that knows its own places. Internal to schemas/wire.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>

#include "schemas/model/error.hpp"

namespace marquee::wire {

enum class NodeKind : std::uint8_t { null, boolean, integer, number, string, array, object };

// One value. Children form a list in the order of the text.
struct Node {
    NodeKind kind = NodeKind::null;
    bool boolean = false;
    bool opened = false;     // an object whose members were asked for
    bool understood = false; // a member that was asked for
    std::int64_t integer = 0;
    double number = 0; // also beyond the range of `integer`
    std::string text;  // of a string
    std::string name;  // of a member
    Node* parent = nullptr;
    Node* first_child = nullptr;
    Node* next_sibling = nullptr;
};

// Nodes in the order of the text: the root first. A deque, because nodes point at each other.
using Tree = std::deque<Node>;

// malformed, too_large or out_of_range (a number no double holds); `where` is a JSON pointer.
Result<Tree> parse(std::string_view text, std::size_t bytes_max);

// "/layout/zones/0/name"; empty for the root. RFC 6901.
std::string pointer_to(const Node* node);
std::string pointer_to(const Node* object, std::string_view member);

} // namespace marquee::wire
