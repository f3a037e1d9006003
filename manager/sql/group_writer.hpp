// The one writer of a database. Writes that wait together are committed together, because a commit
// costs a sync of the disk whether it carries one change or a hundred.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <span>
#include <thread>
#include <vector>

#include "manager/ports/database.hpp"
#include "manager/sql/connection.hpp"

namespace marquee::manager::sql {

// Owns a thread, which alone uses the connection and the repositories of `change` from construction
// to destruction. The destructor finishes what waits.
class GroupWriter {
public:
    using Work = std::function<Status(Change&)>;

    GroupWriter(Connection& connection, Change change);
    ~GroupWriter();
    GroupWriter(const GroupWriter&) = delete;
    GroupWriter& operator=(const GroupWriter&) = delete;

    // Any thread but the writer's. Blocks until the commit that carries the work is on the disk, or
    // the work has failed; others in the same commit are not touched by its failure. When the
    // commit itself fails (disk_full, io_failed), all in it fail with that. busy when
    // limits::writes_waiting_max wait already.
    Status run(const Work& work);

private:
    // Lives on its caller's stack until `done`.
    struct Request {
        const Work* work;
        Status status;
        bool done = false; // guarded by mutex_
    };
    using Batch = std::span<Request* const>;

    void serve();
    std::vector<Request*> next_batch();
    std::size_t run_transaction(Batch batch);
    Status attempt(const Work& work);
    Status commit();

    Connection& connection_;
    Change change_;
    std::mutex mutex_;
    std::condition_variable wake_;     // there is something to do
    std::condition_variable finished_; // some requests are done
    std::deque<Request*> waiting_;     // guarded by mutex_
    bool stopping_ = false;            // guarded by mutex_
    std::thread thread_;               // last: starts when all else is ready
};

} // namespace marquee::manager::sql
