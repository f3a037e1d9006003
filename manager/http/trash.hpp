// /api/v1/trash: what people deleted, to have it back or to be rid of it.
#pragma once

#include "common/random.hpp"
#include "manager/http/staff_route.hpp"
#include "manager/library/trash.hpp"
#include "manager/ports/database.hpp"
#include "manager/ports/ingest_queue.hpp"
#include "manager/publishing/publishing_thread.hpp"

namespace marquee::manager {

// Outlives the routes it gives.
class TrashResource {
public:
    // Whom it tells of what came back.
    struct Bells {
        PublishingRequests& publishing;
        IngestQueue& ingest;
    };

    TrashResource(Database& database, Trash& trash, Bells bells, Randomness& randomness)
        : database_(database), trash_(trash), bells_(bells), randomness_(randomness) {}

    StaffRoutes routes();

private:
    Result<Response> list(const StaffCall& call);
    Result<Response> restore(const StaffCall& call);
    Result<Response> remove(const StaffCall& call);

    // Whether what just came back may be had as it is: what a new one of its kind is asked.
    Result<Affected> judge(const View& view, const StaffCall& call, const TrashEntry& entry);

    Database& database_;
    Trash& trash_;
    Bells bells_;
    Randomness& randomness_;
};

} // namespace marquee::manager
