// What lies on the manager's disk, opened.
#pragma once

#include <memory>
#include <vector>

#include "common/clock.hpp"
#include "common/sealing_key.hpp"
#include "common/settings.hpp"
#include "manager/disk/console_folder.hpp"
#include "manager/disk/disk_blob_store.hpp"
#include "manager/disk/disk_screenshot_store.hpp"
#include "manager/disk/state_directory.hpp"
#include "manager/disk/upload_folder.hpp"
#include "manager/sql/sql_database.hpp"
#include "manager/trust/trust_authority.hpp"
#include "schemas/model/error.hpp"

namespace marquee::manager {

struct Stores {
    StateDirectory directory;
    TrustAuthority trust;
    SealingKey sealing_key; // of the secrets in the database that must be read again
    std::unique_ptr<sql::SqlDatabase> database;
    std::unique_ptr<DiskBlobStore> blobs;
    std::unique_ptr<UploadFolder> uploads;
    std::unique_ptr<DiskScreenshotStore> screenshots;
    std::vector<ConsoleFile> console; // none: it is not built
};

// busy: another process holds the state directory. not_found: `marqueectl setup` has not been run.
// Otherwise the errors of what it opens.
Result<Stores> open_stores(const Settings& settings, const Clock& clock);

} // namespace marquee::manager
