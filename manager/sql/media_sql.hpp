// Uploads and assets in tables.
#pragma once

#include "manager/ports/media_repository.hpp"
#include "manager/sql/connection.hpp"
#include "manager/sql/owned_table.hpp"

namespace marquee::manager::sql {

// Lives as long as its connection and belongs to the same thread.
class MediaSql final : public MediaRepository {
public:
    explicit MediaSql(Connection& connection);

    Status add_upload(const UploadRecord& row) override;
    Result<std::int64_t> change_upload(const UploadRecord& row) override;
    Status remove_upload(const UploadId& id, std::int64_t version) override;
    Result<UploadRecord> upload(const UploadId& id) const override;
    Result<std::vector<UploadRecord>> expired_uploads(Instant now,
                                                      std::size_t rows_max) const override;
    Result<std::vector<UploadRecord>> whole_uploads() const override;
    Result<std::uint64_t> bytes_claimed(const UnitId& unit) const override;
    Result<std::uint64_t> bytes_awaited() const override;

    Status add_asset(const AssetRecord& row) override;
    Result<std::int64_t> rename_asset(const AssetRecord& row) override;
    Status remove_asset(const AssetId& id, std::int64_t version) override;
    Result<AssetRecord> asset(const AssetId& id) const override;
    Result<PageOf<AssetRecord>> assets(const Scope& scope, const AssetFilter& filter,
                                       const Page& page) const override;
    Result<std::vector<AssetRecord>> ready_assets(const Sha256& rendition) const override;
    Result<std::int64_t> uses_of_blob(const Sha256& digest) const override;
    Result<std::optional<AssetRecord>> next_queued_asset() const override;

    Status begin_processing(const AssetId& id, Instant now) override;
    Status set_ready(const AssetId& id, const MadeRendition& made, Instant now) override;
    Status set_refused(const AssetId& id, const Error& problem, Instant now) override;
    Result<std::int64_t> requeue_processing(Instant now) override;
    Status set_progress(const AssetId& id, std::int32_t percent) override;

private:
    Result<std::int64_t> number_of(const std::string& query, const Values& values) const;
    Result<std::int64_t> slogans_written_in(const AssetId& id) const;
    Result<std::int64_t> programs_showing(const AssetId& id) const;
    // What is said about the asset, in place of what was said before.
    Status write_notes(const AssetRecord& row);
    Status write_note(const AssetId& asset, std::size_t position, const MediaNote& note);
    Result<std::vector<AssetRecord>> with_notes(const std::vector<Row>& rows) const;
    Status read_notes(std::vector<AssetRecord>& assets) const;
    // The row as it is, when it is in that state.
    Result<AssetRecord> in_state(const AssetId& id, AssetState state) const;
    // Everything but name and owner.
    Status move(const AssetRecord& row);

    Connection& connection_;
    OwnedTable uploads_;
    OwnedTable assets_;
};

} // namespace marquee::manager::sql
