#include "player/local_reading.hpp"

#include <memory>
#include <utility>

#include "player/film_length.hpp"
#include "player/open_sound.hpp"

namespace marquee::player {

LocalReading::LocalReading(const Parts& parts) : parts_(parts) {
    auto reading = std::make_shared<std::packaged_task<Result<LocalProgram>()>>(
        [this, now = parts.clock.wall()] { return read(now); });
    program_ = reading->get_future().share();
    opening_.post([reading] { (*reading)(); });
}

Result<LocalProgram> LocalReading::read(Instant now) {
    auto local =
        local_program(*parts_.config.play, parts_.config.displays.front().place.size(), now,
                      [this](const AssetRef& asset, const std::filesystem::path& film) {
                          return length_of(asset, film);
                      });
    if (local) {
        store_.emplace(local->files);
    }
    return local;
}

// A film that does not open gets a turn like a picture, and is set aside when it comes.
std::optional<Milliseconds> LocalReading::length_of(const AssetRef& asset,
                                                    const std::filesystem::path& film) {
    const bool is_sound = asset.media_type.starts_with("audio/");
    auto length =
        length_as(is_sound ? message::Medium::sound : message::Medium::video, asset, film);
    if (!length && !is_sound) {
        length = length_as(message::Medium::sound, asset, film);
    }
    return length ? std::optional(*length) : std::nullopt;
}

Result<Milliseconds> LocalReading::length_as(message::Medium medium, const AssetRef& asset,
                                             const std::filesystem::path& film) {
    const bool is_next = std::exchange(first_, false) && film == parts_.config.play->files.front();
    const bool needs_sound =
        medium == message::Medium::sound || (is_next && is_heard(parts_.config));
    DecodeRequest request;
    request.medium = medium;
    request.zone = medium == message::Medium::sound ? Size{} : Size{1, 1}; // films ignore it
    request.sound = needs_sound ? Sound::decoded : Sound::none;
    auto decoder = open_file(film).and_then([&](OpenAsset opened) {
        return DecodeClient::start(parts_.decode, std::move(opened), request,
                                   parts_.clock.monotonic());
    });
    if (!decoder) {
        return tl::unexpected(decoder.error());
    }
    if (parts_.config.play->files.size() > 1 && parts_.decode.spare) {
        parts_.decode.spare->prepare(); // the next one links while this one opens
    }
    auto length = film_length(**decoder, parts_.clock);
    if (length && is_next) {
        head_start_.offer(asset.sha256, request, *std::move(decoder));
    }
    return length;
}

} // namespace marquee::player
