#include "manager/stores.hpp"

#include <utility>

namespace marquee::manager {

Result<Stores> open_stores(const Settings& settings, const Clock& clock) {
    Result<StateDirectory> directory = StateDirectory::open(settings.path("state-dir"));
    if (!directory) {
        return tl::unexpected<Error>(std::move(directory.error()));
    }
    if (!TrustAuthority::founded(directory->trust())) {
        return fail(ErrorCode::not_found,
                    "this manager has no organisation yet: run `marqueectl setup` first",
                    settings.path("state-dir").string());
    }
    Result<TrustAuthority> trust = TrustAuthority::load(
        directory->trust(),
        std::chrono::duration_cast<Seconds>(settings.duration("player-certificate-lifetime")));
    if (!trust) {
        return tl::unexpected<Error>(std::move(trust.error()));
    }
    OsRandomness randomness;
    auto sealing_key = SealingKey::kept_in(directory->trust() / "sealing.key", randomness);
    if (!sealing_key) {
        return tl::unexpected<Error>(std::move(sealing_key.error()));
    }
    auto database = sql::SqlDatabase::open({.file = directory->database()}, clock.wall());
    if (!database) {
        return tl::unexpected<Error>(std::move(database.error()));
    }
    auto blobs = DiskBlobStore::open(directory->blobs());
    if (!blobs) {
        return tl::unexpected<Error>(std::move(blobs.error()));
    }
    auto uploads = UploadFolder::open(directory->uploads());
    if (!uploads) {
        return tl::unexpected<Error>(std::move(uploads.error()));
    }
    auto console = read_console(settings.path("console-dir"));
    if (!console) {
        return tl::unexpected<Error>(std::move(console.error()));
    }
    auto screenshots = std::make_unique<DiskScreenshotStore>(directory->screenshots());
    return Stores{*std::move(directory),  *std::move(trust),  *std::move(sealing_key),
                  *std::move(database),   *std::move(blobs),  *std::move(uploads),
                  std::move(screenshots), *std::move(console)};
}

} // namespace marquee::manager
