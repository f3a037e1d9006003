// /api/v1/assets: the files of the library. They come by /api/v1/uploads.
#pragma once

#include "manager/http/staff_route.hpp"
#include "manager/library/assets.hpp"
#include "manager/ports/blob_store.hpp"
#include "manager/ports/database.hpp"

namespace marquee::manager {

// Outlives the routes it gives.
class AssetResource {
public:
    AssetResource(Database& database, BlobStore& blobs, Assets& assets)
        : database_(database), blobs_(blobs), assets_(assets) {}

    StaffRoutes routes();

private:
    Result<Response> list(const StaffCall& call);
    Result<Response> show(const StaffCall& call);
    Result<Response> content(const StaffCall& call);
    Result<Response> rename(const StaffCall& call);
    Result<Response> remove(const StaffCall& call);

    Database& database_;
    BlobStore& blobs_;
    Assets& assets_;
};

} // namespace marquee::manager
