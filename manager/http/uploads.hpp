// /api/v1/uploads: files on their way into the library, by tus (manager/http/tus).
//
// A PATCH that brings the last byte answers Marquee-Sha256 and Marquee-Asset; so does every later
// question about the upload until it expires.
#pragma once

#include "manager/http/staff_route.hpp"
#include "manager/library/uploads.hpp"
#include "manager/ports/database.hpp"

namespace marquee::manager {

// Outlives the routes it gives.
class UploadResource {
public:
    UploadResource(Database& database, Uploads& uploads) : database_(database), uploads_(uploads) {}

    StaffRoutes routes();

private:
    Result<Response> describe(const StaffCall& call);
    Result<Response> create(const StaffCall& call);
    Result<Response> show(const StaffCall& call);
    Result<std::unique_ptr<StaffSink>> append(const StaffCall& call);
    Result<Response> remove(const StaffCall& call);

    Database& database_;
    Uploads& uploads_;
};

} // namespace marquee::manager
