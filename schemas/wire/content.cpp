#include <variant>

#include "schemas/wire/drawn_content.hpp"
#include "schemas/wire/parts.hpp"
#include "schemas/wire/program.hpp"

namespace marquee::wire {

namespace {

void write_picture(ObjectWriter& out, const AssetRef& asset, Fit fit, const Colour& background) {
    out.object("asset", [&](ObjectWriter& inner) { write_asset(inner, asset); });
    out.member("fit", fit);
    out.member("background", background);
}

// Poster and video share what is drawn.
template<typename Picture>
void read_picture(const Object& in, Picture& picture) {
    picture.asset = read_asset(in.required("asset").object());
    if (const Value value = in.optional("fit")) {
        picture.fit = value.word<Fit>();
    }
    if (const Value value = in.optional("background")) {
        picture.background = value.colour();
    }
}

std::int32_t read_volume(const Object& in) {
    const Value value = in.optional("volume_percent");
    return value ? value.integer<std::int32_t>(0, 100) : 100;
}

struct ContentWriter {
    ObjectWriter& out;

    void operator()(const Slogan& slogan) const {
        out.member("kind", "slogan");
        write_slogan(out, slogan);
    }
    void operator()(const Poster& poster) const {
        out.member("kind", "poster");
        write_picture(out, poster.asset, poster.fit, poster.background);
        write_motion(out, poster.motion);
    }
    void operator()(const Video& video) const {
        out.member("kind", "video");
        write_picture(out, video.asset, video.fit, video.background);
        out.member("volume_percent", video.volume_percent);
    }
    void operator()(const Audio& audio) const {
        out.member("kind", "audio");
        out.object("asset", [&](ObjectWriter& inner) { write_asset(inner, audio.asset); });
        out.member("volume_percent", audio.volume_percent);
        if (audio.chime) {
            out.member("chime", true);
        }
    }
    void operator()(const ClockFace& face) const {
        out.member("kind", "clock");
        write_clock_face(out, face);
    }
    void operator()(const Countdown& countdown) const {
        out.member("kind", "countdown");
        write_countdown(out, countdown);
    }
    void operator()(const Qr& code) const {
        out.member("kind", "qr");
        write_qr(out, code);
    }
    void operator()(const TestCard& card) const {
        out.member("kind", "test_card");
        write_test_card(out, card);
    }
};

} // namespace

void write_content(ObjectWriter& out, const Content& content) {
    std::visit(ContentWriter{out}, content);
}

Content read_content(const Object& in) {
    const Value kind = in.required("kind");
    const std::string word = kind.line(limits::word_bytes_max);
    if (word == "slogan") {
        return read_slogan(in);
    }
    if (word == "poster") {
        Poster poster;
        read_picture(in, poster);
        poster.motion = read_motion(in);
        return poster;
    }
    if (word == "video") {
        Video video;
        read_picture(in, video);
        video.volume_percent = read_volume(in);
        return video;
    }
    if (word == "audio") {
        const Value chime = in.optional("chime");
        return Audio{read_asset(in.required("asset").object()), read_volume(in),
                     chime && chime.boolean()};
    }
    if (word == "clock") {
        return read_clock_face(in);
    }
    if (word == "countdown") {
        return read_countdown(in);
    }
    if (word == "qr") {
        return read_qr(in);
    }
    if (word == "test_card") {
        return read_test_card(in);
    }
    constexpr const char* kinds = "slogan, poster, video, audio, clock, countdown, qr, test_card";
    kind.refuse(ErrorCode::malformed, "'" + word + "' is none of: " + kinds,
                {{"value", word}, {"allowed", kinds}});
    return Slogan{};
}

} // namespace marquee::wire
