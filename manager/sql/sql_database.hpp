// The database of the manager on SQLite: one writer that groups commits, several readers on
// snapshots.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <vector>

#include "manager/ports/database.hpp"
#include "schemas/model/limits.hpp"
#include "schemas/model/time.hpp"

namespace marquee::manager::sql {

class SqlDatabase final : public Database {
public:
    struct Options {
        std::filesystem::path file;                           // its directory exists, 0700
        std::size_t readers = 4;                              // reads at the same time
        std::uint64_t bytes_max = limits::database_bytes_max; // over it: disk_full
    };

    // Opens or makes the file and brings it to the newest schema. `now` is noted with the steps.
    // newer_schema when newer software has written it; io_failed when it is no database. One
    // process at a time, which is the caller's to ensure (StateLock).
    static Result<std::unique_ptr<SqlDatabase>> open(const Options& options, Instant now);

    struct Session;
    struct Writer;
    SqlDatabase(std::unique_ptr<Writer> writer, std::vector<std::unique_ptr<Session>> readers);
    ~SqlDatabase() override; // finishes the writes that wait

protected:
    Status run_read(const std::function<Status(const View&)>& work) override;
    Status run_write(const std::function<Status(Change&)>& work) override;

private:
    class Borrowed;

    std::unique_ptr<Writer> writer_;
    std::mutex mutex_;
    std::condition_variable returned_;
    std::vector<std::unique_ptr<Session>> idle_; // guarded by mutex_
};

} // namespace marquee::manager::sql
