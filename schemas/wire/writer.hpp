// Writing JSON: the same calls give the same bytes.
//
//     const std::string body = wire::write_object([&](wire::ObjectWriter& out) {
//         out.member("id", unit.id);
//         out.member("name", unit.name);
//         out.list("displays", displays, [](wire::ObjectWriter& row, const Display& display) {
//             row.member("id", display.id);
//         });
//     });
//
// Members stand in the order of the calls, without white space. Strings are UTF-8 and are written
// as they are, escaped only where RFC 8259 demands; a byte that is not UTF-8 becomes U+FFFD, so the
// text is always valid. An absent optional writes nothing.
#pragma once

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "schemas/model/geometry.hpp"
#include "schemas/model/ids.hpp"
#include "schemas/model/sha256.hpp"
#include "schemas/model/time.hpp"
#include "schemas/wire/words.hpp"

namespace marquee::wire {

// One object being written. Not for more than one thread.
class ObjectWriter {
public:
    explicit ObjectWriter(std::string& out) : out_(out) {}

    void member(std::string_view name, std::string_view text);
    void member(std::string_view name, const char* text) { member(name, std::string_view(text)); }
    void member(std::string_view name, const std::string& text) {
        member(name, std::string_view(text));
    }
    void member(std::string_view name, bool value);
    void member(std::string_view name, double value); // shortest exact form; null when not finite
    void member(std::string_view name, std::integral auto value) {
        raw(name, std::to_string(value));
    }
    void member(std::string_view name, Instant value);
    void member(std::string_view name, LocalDate value);
    void member(std::string_view name, TimeOfDay value);
    void member(std::string_view name, const Sha256& value);
    void member(std::string_view name, const Colour& value);
    template<typename Tag>
    void member(std::string_view name, const Id<Tag>& id) {
        member(name, std::string_view(id.value));
    }
    template<typename Enum>
    requires std::is_enum_v<Enum>
    void member(std::string_view name, Enum value) { member(name, word(value)); }
    template<typename T>
    void member(std::string_view name, const std::optional<T>& value) {
        if (value) {
            member(name, *value);
        }
    }
    void null(std::string_view name) { raw(name, "null"); }
    // Base64.
    void bytes(std::string_view name, std::string_view bytes);
    // Already JSON: the caller vouches for it.
    void raw(std::string_view name, std::string_view json);

    // `write(ObjectWriter&)`
    template<typename Write>
    void object(std::string_view name, Write write) {
        key(name);
        open('{');
        ObjectWriter inner(out_);
        write(inner);
        out_ += '}';
    }
    // A list of objects: `write(ObjectWriter&, const Element&)` for each element.
    template<typename Range, typename Write>
    void list(std::string_view name, const Range& range, Write write) {
        key(name);
        open('[');
        const char* separator = "";
        for (const auto& element : range) {
            out_ += separator;
            separator = ",";
            open('{');
            ObjectWriter inner(out_);
            write(inner, element);
            out_ += '}';
        }
        out_ += ']';
    }
    // A list of strings: `text(const Element&)` gives each.
    template<typename Range, typename Text>
    void texts(std::string_view name, const Range& range, Text text) {
        key(name);
        open('[');
        const char* separator = "";
        for (const auto& element : range) {
            out_ += separator;
            separator = ",";
            quote(text(element));
        }
        out_ += ']';
    }
    void texts(std::string_view name, const std::vector<std::string>& values) {
        texts(name, values, [](const std::string& value) { return value; });
    }
    // Identifiers, as strings.
    template<typename Tag>
    void ids(std::string_view name, const std::vector<Id<Tag>>& values) {
        texts(name, values, [](const Id<Tag>& id) { return id.value; });
    }

private:
    void key(std::string_view name);
    void open(char bracket) { out_ += bracket; }
    void quote(std::string_view text);

    std::string& out_;
    bool first_ = true;
};

// `write(ObjectWriter&)`
template<typename Write>
std::string write_object(Write write) {
    std::string text = "{";
    ObjectWriter out(text);
    write(out);
    text += '}';
    return text;
}

} // namespace marquee::wire
