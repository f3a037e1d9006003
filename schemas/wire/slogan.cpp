#include "schemas/wire/drawn_content.hpp"
#include "schemas/wire/parts.hpp"
#include "schemas/wire/program.hpp"
#include "schemas/wire/slogan_looks.hpp"

namespace marquee::wire {

namespace {

void write_outline(ObjectWriter& out, const Outline& outline) {
    out.member("width_pixels", outline.width_pixels);
    out.member("colour", outline.colour);
}

Outline read_outline(const Object& in) {
    return {in.required("width_pixels").integer<std::int32_t>(0, limits::outline_pixels_max),
            in.required("colour").colour()};
}

void write_shadow(ObjectWriter& out, const Shadow& shadow) {
    out.member("x_pixels", shadow.x_pixels);
    out.member("y_pixels", shadow.y_pixels);
    out.member("colour", shadow.colour);
}

Shadow read_shadow(const Object& in) {
    const auto offset = [&](std::string_view member) {
        return in.required(member).integer<std::int32_t>(-limits::shadow_pixels_max,
                                                         limits::shadow_pixels_max);
    };
    return {offset("x_pixels"), offset("y_pixels"), in.required("colour").colour()};
}

void write_colour_run(ObjectWriter& out, const ColourRun& run) {
    out.member("from", run.from);
    out.member("until", run.until);
    out.member("colour", run.colour);
}

ColourRun read_colour_run(const Value& value) {
    const Object in = value.object();
    const auto place = [&](std::string_view member) {
        return in.required(member).integer<std::int32_t>(0, limits::slogan_bytes_max);
    };
    return {place("from"), place("until"), in.required("colour").colour()};
}

void write_shape(ObjectWriter& out, const Letters& letters) {
    out.member("writing", letters.writing);
    out.member("rendering", letters.rendering);
    out.member("weight", letters.weight);
    out.member("gradient_to", letters.gradient_to);
    if (letters.outline != Outline{}) {
        out.object("outline", [&](ObjectWriter& inner) { write_outline(inner, letters.outline); });
    }
    if (letters.shadow != Shadow{}) {
        out.object("shadow", [&](ObjectWriter& inner) { write_shadow(inner, letters.shadow); });
    }
    if (!letters.colours.empty()) {
        out.list("colours", letters.colours, write_colour_run);
    }
}

Letters read_shape(const Object& in) {
    Letters letters;
    if (const Value value = in.optional("writing")) {
        letters.writing = value.word<WritingMode>();
    }
    if (const Value value = in.optional("rendering")) {
        letters.rendering = value.word<TextRendering>();
    }
    if (const Value value = in.optional("weight")) {
        letters.weight = value.word<FontWeight>();
    }
    if (const Value value = in.optional("gradient_to")) {
        letters.gradient_to = value.colour();
    }
    if (const Value value = in.optional("outline")) {
        letters.outline = read_outline(value.object());
    }
    if (const Value value = in.optional("shadow")) {
        letters.shadow = read_shadow(value.object());
    }
    if (const Value value = in.optional("colours")) {
        letters.colours = value.list(limits::colour_runs_max, read_colour_run);
    }
    return letters;
}

void write_effect(ObjectWriter& out, std::string_view member, const Effect& effect) {
    if (effect == Effect{}) {
        return;
    }
    out.object(member, [&](ObjectWriter& inner) {
        inner.member("kind", effect.kind);
        inner.member("duration_ms", effect.duration.count());
        inner.member("direction", effect.direction);
    });
}

Effect read_effect(const Value& value) {
    if (!value) {
        return {};
    }
    const Object in = value.object();
    Effect effect;
    effect.kind = in.required("kind").word<EffectKind>();
    effect.duration =
        Milliseconds{in.optional("duration_ms").integer<std::int64_t>(0, limits::effect_ms_max)};
    if (const Value direction = in.optional("direction")) {
        effect.direction = direction.word<Direction>();
    }
    return effect;
}

void write_movement(ObjectWriter& out, const Movement& movement) {
    out.member("speed", movement.speed);
    write_effect(out, "enter", movement.enter);
    write_effect(out, "exit", movement.exit);
    out.member("hold_ms", movement.hold.count());
    out.member("loops", movement.loops);
}

Movement read_movement(const Object& in) {
    Movement movement;
    if (const Value value = in.optional("speed")) {
        movement.speed = value.word<ScrollSpeed>();
    }
    movement.enter = read_effect(in.optional("enter"));
    movement.exit = read_effect(in.optional("exit"));
    movement.hold =
        Milliseconds{in.optional("hold_ms").integer<std::int64_t>(0, limits::page_hold_ms_max)};
    movement.loops = in.optional("loops").integer<std::int32_t>(0, limits::slogan_loops_max);
    return movement;
}

// What schemas before program/1.3 do not know.
void write_newer_style(ObjectWriter& out, const SloganStyle& style) {
    if (style.font_asset) {
        out.object("font_asset",
                   [&](ObjectWriter& inner) { write_asset(inner, *style.font_asset); });
    }
    if (style.letters != Letters{}) {
        out.object("letters", [&](ObjectWriter& inner) { write_shape(inner, style.letters); });
    }
    if (style.movement != Movement{}) {
        out.object("movement", [&](ObjectWriter& inner) { write_movement(inner, style.movement); });
    }
}

void write_style(ObjectWriter& out, const SloganStyle& style) {
    write_colours(out, style);
    out.member("motion", style.motion);
    out.member("speed_pixels_per_second", style.speed_pixels_per_second);
    write_letters(out, style);
    write_newer_style(out, style);
}

void read_newer_style(const Object& in, SloganStyle& style) {
    if (const Value value = in.optional("font_asset")) {
        style.font_asset = read_asset(value.object());
    }
    if (const Value value = in.optional("letters")) {
        style.letters = read_shape(value.object());
    }
    if (const Value value = in.optional("movement")) {
        style.movement = read_movement(value.object());
    }
}

SloganStyle read_style(const Object& in) {
    SloganStyle style;
    read_look(in, style);
    if (const Value value = in.optional("motion")) {
        style.motion = value.word<Motion>();
    }
    style.speed_pixels_per_second =
        in.optional("speed_pixels_per_second")
            .integer<std::int32_t>(0, limits::scroll_pixels_per_second_max);
    read_newer_style(in, style);
    return style;
}

Translation read_translation(const Object& in) {
    Translation translation;
    translation.text = in.required("text").text(limits::slogan_bytes_max, 1);
    if (const Value value = in.optional("language")) {
        translation.language = value.line(limits::word_bytes_max, 1);
    }
    return translation;
}

void write_companions(ObjectWriter& out, const Slogan& slogan) {
    if (slogan.translation) {
        out.object("translation", [&](ObjectWriter& inner) {
            inner.member("text", slogan.translation->text);
            inner.member("language", slogan.translation->language);
        });
    }
    if (slogan.variables) {
        out.member("variables", true);
    }
}

void read_companions(const Object& in, Slogan& slogan) {
    if (const Value value = in.optional("translation")) {
        slogan.translation = read_translation(value.object());
    }
    slogan.variables = in.optional("variables").boolean();
}

bool has_newer_style(const SloganStyle& style) {
    return style.font_asset || style.letters != Letters{} || style.movement != Movement{};
}

} // namespace

void write_slogan(ObjectWriter& out, const Slogan& slogan) {
    out.member("text", slogan.text);
    out.member("language", slogan.language);
    out.object("style", [&](ObjectWriter& inner) { write_style(inner, slogan.style); });
    write_companions(out, slogan);
}

Slogan read_slogan(const Object& in) {
    Slogan slogan;
    slogan.text = in.required("text").text(limits::slogan_bytes_max, 1);
    if (const Value value = in.optional("language")) {
        slogan.language = value.line(limits::word_bytes_max, 1);
    }
    if (const Value value = in.optional("style")) {
        slogan.style = read_style(value.object());
    }
    read_companions(in, slogan);
    return slogan;
}

bool has_looks(const Slogan& slogan) {
    return has_newer_style(slogan.style) || slogan.translation || slogan.variables;
}

void write_looks(ObjectWriter& out, const Slogan& slogan) {
    if (has_newer_style(slogan.style)) {
        out.object("style", [&](ObjectWriter& inner) { write_newer_style(inner, slogan.style); });
    }
    write_companions(out, slogan);
}

void read_looks(const Object& in, Slogan& slogan) {
    if (const Value style = in.optional("style")) {
        read_newer_style(style.object(), slogan.style);
    }
    read_companions(in, slogan);
}

} // namespace marquee::wire
