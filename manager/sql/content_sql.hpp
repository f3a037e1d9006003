// Slogans, playlists, programs and schedules in tables.
#pragma once

#include "manager/ports/content_repository.hpp"
#include "manager/sql/connection.hpp"
#include "manager/sql/owned_table.hpp"
#include "manager/sql/schedule_table.hpp"

namespace marquee::manager::sql {

// Lives as long as its connection and belongs to the same thread.
class ContentSql final : public ContentRepository {
public:
    explicit ContentSql(Connection& connection);

    Status add_slogan(const SloganRecord& row) override;
    Result<std::int64_t> change_slogan(const SloganRecord& row) override;
    Status remove_slogan(const SloganId& id, std::int64_t version) override;
    Result<SloganRecord> slogan(const SloganId& id) const override;
    Result<PageOf<SloganRecord>> slogans(const Scope& scope, const Page& page) const override;

    Status add_playlist(const PlaylistRecord& row) override;
    Result<std::int64_t> change_playlist(const PlaylistRecord& row) override;
    Status remove_playlist(const PlaylistId& id, std::int64_t version) override;
    Result<PlaylistRecord> playlist(const PlaylistId& id) const override;
    Result<PageOf<PlaylistRecord>> playlists(const Scope& scope, const Page& page) const override;

    Status add_program(const ProgramRecord& row) override;
    Result<std::int64_t> change_program(const ProgramRecord& row) override;
    Status remove_program(const ProgramId& id, std::int64_t version) override;
    Result<ProgramRecord> program(const ProgramId& id) const override;
    Result<PageOf<ProgramRecord>> programs(const Scope& scope, const Page& page) const override;
    Result<std::vector<ProgramRecord>> programs_showing(const SloganId& slogan) const override;
    Result<std::vector<ProgramRecord>> programs_playing(const PlaylistId& playlist) const override;

    Status add_revision(const ProgramRevision& row) override;
    Result<std::int64_t> change_revision(const ProgramRevision& row) override;
    Result<ProgramRevision> revision(const ProgramId& program,
                                     std::int32_t revision) const override;
    Result<ProgramRevision> latest_revision(const ProgramId& program) const override;
    Result<std::vector<RevisionSummary>>
    latest_revisions(const std::vector<ProgramId>& programs) const override;
    Result<ProgramRevision> approved_revision(const ProgramId& program) const override;

    Status add_schedule(const ScheduleRecord& row) override;
    Result<std::int64_t> change_schedule(const ScheduleRecord& row) override;
    Status remove_schedule(const ScheduleId& id, std::int64_t version) override;
    Result<ScheduleRecord> schedule(const ScheduleId& id) const override;
    Result<PageOf<ScheduleRecord>> schedules(const Scope& scope, const Page& page) const override;
    Result<std::vector<ScheduleRecord>> schedules_of(const ProgramId& program) const override;
    Result<std::vector<ScheduleRecord>>
    schedules_reaching(const DisplayId& display, const std::vector<UnitId>& path) const override;

private:
    // The first revision of a query that ends in `tail`, with its origins.
    Result<ProgramRevision> find_revision(const std::string& tail, const Values& values) const;
    Status write_origins(const ProgramRevision& row);
    Status write_item_origins(const ProgramRevision& row);
    Status read_origins(ProgramRevision& row) const;
    // Programs of which the latest or the latest approved revision has a row with `column` = `id`
    // in one of the tables of origins.
    Result<std::vector<ProgramRecord>>
    programs_with(const std::string& table, const std::string& column, const std::string& id) const;
    Status write_playlist_parts(const PlaylistRecord& row);

    Connection& connection_;
    OwnedTable slogans_;
    OwnedTable playlists_;
    OwnedTable programs_;
    ScheduleTable schedules_;
};

} // namespace marquee::manager::sql
