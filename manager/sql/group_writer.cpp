#include "manager/sql/group_writer.hpp"

#include <exception>

#include "schemas/model/limits.hpp"

namespace marquee::manager::sql {

GroupWriter::GroupWriter(Connection& connection, Change change)
    : connection_(connection), change_(change), thread_([this] { serve(); }) {}

GroupWriter::~GroupWriter() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    wake_.notify_one();
    thread_.join();
}

Status GroupWriter::run(const Work& work) {
    Request request{&work, {}, false};
    std::unique_lock lock(mutex_);
    if (waiting_.size() >= limits::writes_waiting_max) {
        return fail(ErrorCode::busy, "too many changes wait for the disk");
    }
    waiting_.push_back(&request);
    wake_.notify_one();
    finished_.wait(lock, [&] { return request.done; });
    return std::move(request.status);
}

void GroupWriter::serve() {
    for (;;) {
        const std::vector<Request*> requests = next_batch();
        if (requests.empty()) {
            return;
        }
        for (Batch rest = requests; !rest.empty();) {
            rest = rest.subspan(run_transaction(rest));
        }
        const std::lock_guard lock(mutex_);
        for (Request* request : requests) {
            request->done = true;
        }
        finished_.notify_all();
    }
}

// What waits, up to the limit; empty when the writer shall stop.
std::vector<GroupWriter::Request*> GroupWriter::next_batch() {
    std::unique_lock lock(mutex_);
    wake_.wait(lock, [this] { return stopping_ || !waiting_.empty(); });
    std::vector<Request*> batch;
    while (!waiting_.empty() && batch.size() < limits::writes_per_commit_max) {
        batch.push_back(waiting_.front());
        waiting_.pop_front();
    }
    return batch;
}

// Answers the first requests of the batch with one commit and returns how many: all of them, or
// fewer when a failure (a full disk) made the database roll the whole transaction back.
std::size_t GroupWriter::run_transaction(Batch batch) {
    const auto fail_successes = [&](std::size_t count, const Error& error) {
        for (Request* request : batch.first(count)) {
            if (request->status) {
                request->status = tl::unexpected<Error>(error);
            }
        }
    };
    if (const Status begun = connection_.script("BEGIN IMMEDIATE"); !begun) {
        fail_successes(batch.size(), begun.error());
        return batch.size();
    }
    for (std::size_t i = 0; i < batch.size(); ++i) {
        batch[i]->status = attempt(*batch[i]->work);
        if (!connection_.in_transaction()) {
            const Status& last = batch[i]->status;
            fail_successes(i + 1,
                           last ? Error{ErrorCode::internal, "a change ended the commit", {}, {}}
                                : last.error());
            return i + 1;
        }
    }
    if (const Status committed = commit(); !committed) {
        fail_successes(batch.size(), committed.error());
    }
    return batch.size();
}

// One change inside the transaction: whole, or not there.
Status GroupWriter::attempt(const Work& work) {
    if (Status marked = connection_.script("SAVEPOINT one_change"); !marked) {
        return marked;
    }
    Status status;
    try {
        status = work(change_);
    } catch (const std::exception& failure) {
        status = fail(ErrorCode::internal, std::string("a change threw: ") + failure.what());
    }
    if (!connection_.in_transaction()) {
        return status;
    }
    const Status ended = connection_.script(status ? "RELEASE one_change"
                                                   : "ROLLBACK TO one_change; RELEASE one_change");
    if (ended) {
        return status;
    }
    // Half a change must not be committed: the whole group is given up, and each hears of it.
    static_cast<void>(connection_.script("ROLLBACK"));
    return status ? ended : status;
}

Status GroupWriter::commit() {
    Status committed = connection_.script("COMMIT");
    if (!committed && connection_.in_transaction()) {
        // The commit's own failure is what callers must hear, whatever becomes of this.
        static_cast<void>(connection_.script("ROLLBACK"));
    }
    return committed;
}

} // namespace marquee::manager::sql
