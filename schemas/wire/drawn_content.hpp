// Clock faces, countdowns and QR codes as the content of an item, and how their letters look, which
// they share with slogans. Internal to schemas/wire.
#pragma once

#include "schemas/model/limits.hpp"
#include "schemas/model/program.hpp"
#include "schemas/wire/reader.hpp"
#include "schemas/wire/writer.hpp"

namespace marquee::wire {

// What SloganStyle and TextStyle have in common, in the order in which it is written.
template<typename Style>
void write_colours(ObjectWriter& out, const Style& style) {
    out.member("text", style.text);
    out.member("background", style.background);
}

template<typename Style>
void write_letters(ObjectWriter& out, const Style& style) {
    out.member("text_height_pixels", style.text_height_pixels);
    out.member("alignment", style.alignment);
    out.member("font", style.font);
}

// Both of them. Every member may be left out: the style then keeps its default.
template<typename Style>
void read_look(const Object& in, Style& style) {
    if (const Value value = in.optional("text")) {
        style.text = value.colour();
    }
    if (const Value value = in.optional("background")) {
        style.background = value.colour();
    }
    style.text_height_pixels =
        in.optional("text_height_pixels").integer<std::int32_t>(0, limits::canvas_pixels_max);
    if (const Value value = in.optional("alignment")) {
        style.alignment = value.word<Alignment>();
    }
    style.font = in.optional("font").line(limits::name_bytes_max);
}

// Without the member "kind", which read_content and write_content know.
void write_clock_face(ObjectWriter& out, const ClockFace& face);
ClockFace read_clock_face(const Object& in);

void write_countdown(ObjectWriter& out, const Countdown& countdown);
Countdown read_countdown(const Object& in);

void write_qr(ObjectWriter& out, const Qr& code);
Qr read_qr(const Object& in);

void write_test_card(ObjectWriter& out, const TestCard& card);
TestCard read_test_card(const Object& in);

// {"sha256": …, "size_bytes": …, "media_type": …}
void write_asset(ObjectWriter& out, const AssetRef& asset);
AssetRef read_asset(const Object& in);

} // namespace marquee::wire
