// What people bring along: uploads under way, and the assets that come of them.
//
// Obtained from a Database (database.hpp) for the length of one read or write; const members read.
// add_, change_ and remove_ fail as described in content_repository.hpp. The bytes themselves are
// blobs (blob_store.hpp), or a file of the upload while it is under way.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "manager/ports/row.hpp"
#include "schemas/model/error.hpp"
#include "schemas/model/geometry.hpp"
#include "schemas/model/program.hpp"
#include "schemas/model/sha256.hpp"

namespace marquee::manager {

// queued → processing → ready | refused; processing → queued when the manager was stopped
// meanwhile.
enum class AssetState { queued, processing, ready, refused };

enum class MediaKind { picture, video, audio, font };

// "queued", "picture". Total.
std::string_view to_slug(AssetState state);
std::string_view to_slug(MediaKind kind);

Result<AssetState> asset_state_from_slug(std::string_view slug);
Result<MediaKind> media_kind_from_slug(std::string_view slug);

// Bytes in the blob store.
struct StoredBytes {
    Sha256 sha256;
    std::uint64_t size_bytes = 0;

    friend bool operator==(const StoredBytes&, const StoredBytes&) = default;
};

// What players get: the normalised asset that was made of the original.
struct Rendition {
    AssetRef asset;
    Size size;                // zeros for audio and fonts
    Milliseconds duration{0}; // zero for pictures and fonts
    bool has_sound = false;

    friend bool operator==(const Rendition&, const Rendition&) = default;
};

// Something to tell people about an asset. The code is a slug with a sentence in every language;
// what will and will not play where, "sound_on_silent_displays".
struct MediaNote {
    std::string code;
    ErrorParams params;

    friend bool operator==(const MediaNote&, const MediaNote&) = default;
};

// A file of the library. Programs may use it once it is ready.
struct AssetRecord {
    AssetId id;
    RowHead head;
    std::string name;      // as staff know it
    std::string file_name; // as it was called where it came from: a label, never a path
    AssetState state = AssetState::queued;
    std::int32_t progress_percent = 0; // of the processing; 100 when ready or refused
    std::optional<MediaKind> kind;     // none until the file was looked into
    StoredBytes original;
    std::optional<Rendition> rendition; // ready only
    std::optional<Error> problem;       // refused only; code, params, and `what` for the log
    std::vector<MediaNote> notes;

    friend bool operator==(const AssetRecord&, const AssetRecord&) = default;
};

// How the processing of an asset ended well.
struct MadeRendition {
    MediaKind kind = MediaKind::picture;
    Rendition rendition;
    std::vector<MediaNote> notes;
};

struct AssetFilter {
    std::optional<AssetState> state;
    std::optional<MediaKind> kind;
};

// An upload that can be resumed. `offset` bytes of it are on the disk for certain; bytes of its
// file beyond that do not count. It stays for a while after its end, so that a client that lost the
// last answer learns what became of it.
struct UploadRecord {
    UploadId id;
    RowHead head;
    AccountId account;     // who began it
    std::string name;      // of the asset to be
    std::string file_name; // of the asset to be
    std::uint64_t length = 0;
    std::uint64_t offset = 0;
    Instant expires_at{};
    std::optional<Sha256> sha256; // once all bytes were there and hashed
    AssetId asset;                // once it ended; empty before

    bool is_whole() const { return offset == length; }
    friend bool operator==(const UploadRecord&, const UploadRecord&) = default;
};

class MediaRepository {
public:
    virtual ~MediaRepository() = default;

    virtual Status add_upload(const UploadRecord& row) = 0;
    virtual Result<std::int64_t> change_upload(const UploadRecord& row) = 0;
    virtual Status remove_upload(const UploadId& id, std::int64_t version) = 0;
    virtual Result<UploadRecord> upload(const UploadId& id) const = 0;
    // Those with expires_at <= now, at most `rows_max`, in order of id.
    virtual Result<std::vector<UploadRecord>> expired_uploads(Instant now,
                                                              std::size_t rows_max) const = 0;
    // Those that have all their bytes and are no asset yet; in order of id.
    virtual Result<std::vector<UploadRecord>> whole_uploads() const = 0;

    // Originals and renditions of the assets in the subtree of `unit`, in the trash too, and the
    // full length of its uploads that have not ended. Shared bytes count for each of the assets.
    virtual Result<std::uint64_t> bytes_claimed(const UnitId& unit) const = 0;
    // Of all uploads that have not ended: bytes that are still to come.
    virtual Result<std::uint64_t> bytes_awaited() const = 0;

    virtual Status add_asset(const AssetRecord& row) = 0;
    // Returns the new version; not_found, conflict. Nothing but name and head.changed_at changes.
    virtual Result<std::int64_t> rename_asset(const AssetRecord& row) = 0;
    // wrong_state while the latest or the approved revision of a program shows it, while a playlist
    // has it, and while a slogan of the library, of such a revision or of a playlist is written in
    // it. Whoever is processing it learns of it from the next move of its state.
    virtual Status remove_asset(const AssetId& id, std::int64_t version) = 0;
    virtual Result<AssetRecord> asset(const AssetId& id) const = 0;
    virtual Result<PageOf<AssetRecord>> assets(const Scope& scope, const AssetFilter& filter,
                                               const Page& page) const = 0;
    // Of all units: those that are ready and whose rendition has these bytes; in order of id.
    virtual Result<std::vector<AssetRecord>> ready_assets(const Sha256& rendition) const = 0;
    // Of all units: how many assets have these bytes as original or rendition, how many slogans are
    // written in them, how many signed documents are these bytes, and how often the trash names
    // them. 0: the blob is nobody's.
    virtual Result<std::int64_t> uses_of_blob(const Sha256& digest) const = 0;

    // The oldest that is queued; nullopt: none.
    virtual Result<std::optional<AssetRecord>> next_queued_asset() const = 0;
    // The moves of an asset's state. not_found when it was removed; wrong_state when it is not in
    // the state to move from. Each counts the version up.
    virtual Status begin_processing(const AssetId& id, Instant now) = 0; // from queued
    virtual Status set_ready(const AssetId& id, const MadeRendition& made, Instant now) = 0;
    virtual Status set_refused(const AssetId& id, const Error& problem, Instant now) = 0;
    // Every asset that is being processed goes back into the queue: nobody works on it any more.
    // Returns how many.
    virtual Result<std::int64_t> requeue_processing(Instant now) = 0;
    // 0..99 while it is being processed, otherwise wrong_state. Does not count the version up: who
    // renames an asset meanwhile is not in conflict with its progress.
    virtual Status set_progress(const AssetId& id, std::int32_t percent) = 0;
};

} // namespace marquee::manager
