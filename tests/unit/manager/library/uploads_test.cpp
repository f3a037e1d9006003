#include <algorithm>
#include <fstream>

#include "manager/library/trash.hpp"
#include "tests/unit/manager/library/upload_rig.hpp"

using namespace marquee;
using namespace marquee::manager;
using namespace std::chrono_literals;

namespace {

const std::string& param(const Error& error, const std::string& name) {
    const auto found = std::find_if(error.params.begin(), error.params.end(),
                                    [&](const auto& param) { return param.first == name; });
    REQUIRE(found != error.params.end());
    return found->second;
}

std::vector<std::string> audited(UploadRig& rig) {
    std::vector<std::string> actions;
    const auto rows =
        rig.database->read([](const View& view) { return view.access.audit_after(0, 100); });
    REQUIRE(rows);
    for (const AuditRow& row : *rows) {
        actions.push_back(row.action);
    }
    return actions;
}

} // namespace

TEST_CASE_METHOD(UploadRig, "an upload becomes a queued asset and a blob") {
    const std::string bytes(100'000, 'p');
    const UploadRecord begun = begin(bytes.size());
    CHECK(begun.offset == 0);
    CHECK(begun.expires_at == sample::now + terms.life);
    clock.advance(1s);
    const auto ended = send(begun.id, 0, bytes);
    REQUIRE(ended);
    CHECK(ended->offset == bytes.size());
    CHECK(ended->sha256 == sha256(bytes));
    const AssetRecord row = asset(ended->asset);
    CHECK(row.state == AssetState::queued);
    CHECK(row.head.unit == sample::market);
    CHECK(row.name == "海报");
    CHECK(row.file_name == "海报.jpg");
    CHECK(row.original == StoredBytes{sha256(bytes), bytes.size()});
    CHECK(*blobs->read(sha256(bytes), bytes.size()) == bytes);
    CHECK(bell.rings == 1);
    CHECK(files.list()->empty());
    CHECK(audited(*this) == std::vector<std::string>{"upload.create", "asset.create"});
    CHECK(uploads->find(begun.id)->asset == ended->asset); // who lost the answer asks again
}

TEST_CASE_METHOD(UploadRig, "a thousand tiny pieces make the same file as one") {
    std::string bytes;
    for (int i = 0; i < 1'000; ++i) {
        bytes += static_cast<char>('a' + i % 26);
    }
    const UploadRecord begun = begin(bytes.size());
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        REQUIRE(send(begun.id, i, bytes.substr(i, 1)));
    }
    CHECK(uploads->find(begun.id)->sha256 == sha256(bytes));
}

TEST_CASE_METHOD(UploadRig, "a request that is cut leaves its bytes, synchronised") {
    const UploadRecord begun = begin(10);
    {
        auto appender = uploads->append(begun.id, 0);
        REQUIRE(appender);
        REQUIRE((*appender)->take("abcd"));
        CHECK(files.synchronised == 0);
    }
    CHECK(files.synchronised == 1);
    CHECK(offset(begun.id) == 4);
    REQUIRE(send(begun.id, 4, "efghij"));
    CHECK(uploads->find(begun.id)->sha256 == sha256("abcdefghij"));
}

TEST_CASE_METHOD(UploadRig, "a long request is acknowledged step by step") {
    const std::string piece(limits::upload_step_bytes / 2, 'x');
    const UploadRecord begun = begin(3 * limits::upload_step_bytes);
    auto appender = uploads->append(begun.id, 0);
    REQUIRE(appender);
    REQUIRE((*appender)->take(piece));
    CHECK(offset(begun.id) == 0);
    REQUIRE((*appender)->take(piece));
    CHECK(offset(begun.id) == limits::upload_step_bytes);
    REQUIRE((*appender)->take("slow"));
    CHECK(offset(begun.id) == limits::upload_step_bytes);
    clock.advance(Milliseconds{limits::upload_step_ms_max});
    REQUIRE((*appender)->take("slow"));
    CHECK(offset(begun.id) == limits::upload_step_bytes + 8);
}

TEST_CASE_METHOD(UploadRig, "a process that dies loses only what was not acknowledged") {
    const UploadRecord begun = begin(10);
    REQUIRE(send(begun.id, 0, "abcd"));
    // What a killed manager leaves: bytes in the file that no row knows of.
    std::ofstream(files.path_of(begun.id), std::ios::app) << "lost";
    restart();
    REQUIRE(uploads->recover());
    CHECK(offset(begun.id) == 4);
    REQUIRE(send(begun.id, 4, "efghij"));
    CHECK(uploads->find(begun.id)->sha256 == sha256("abcdefghij"));
}

TEST_CASE_METHOD(UploadRig,
                 "a process that dies between the last byte and the asset ends it later") {
    const UploadRecord begun = begin(4);
    {
        auto appender = uploads->append(begun.id, 0);
        REQUIRE((*appender)->take("abcd"));
    }
    restart();
    REQUIRE(uploads->recover());
    const auto row = database->read([&](const View& view) { return view.media.upload(begun.id); });
    REQUIRE(row);
    CHECK(row->sha256 == sha256("abcd"));
    CHECK(asset(row->asset).state == AssetState::queued);
    restart();
    REQUIRE(uploads->recover()); // and not twice
    CHECK(uploads->find(begun.id)->asset == row->asset);
    CHECK(bell.rings == 1);
}

TEST_CASE_METHOD(UploadRig, "a question about a whole upload ends it, too") {
    const UploadRecord begun = begin(4);
    {
        auto appender = uploads->append(begun.id, 0);
        REQUIRE((*appender)->take("abcd"));
    }
    CHECK_FALSE(uploads->find(begun.id)->asset.empty());
}

TEST_CASE_METHOD(UploadRig, "files that belong to no upload are cleared away at the start") {
    const UploadRecord kept = begin(4);
    REQUIRE(send(kept.id, 0, "ab"));
    std::ofstream(files.path_of(UploadId{sample::uuid(999)})) << "orphan";
    REQUIRE(uploads->recover());
    CHECK(*files.list() == std::vector{kept.id});
}

TEST_CASE_METHOD(UploadRig,
                 "the same bytes uploaded twice share a blob, which goes with the last") {
    const UploadRecord first = upload("same bytes");
    const UploadRecord second = upload("same bytes");
    CHECK(first.asset != second.asset);
    const Sha256 digest = sha256("same bytes");
    const auto remove = [&](const AssetId& id) {
        return assets->remove({id, 1, AccountId{sample::uuid(70)}, clock.wall()});
    };
    REQUIRE(remove(first.asset));
    CHECK(blobs->exists(digest));
    CHECK(remove(first.asset).error().code == ErrorCode::not_found);
    REQUIRE(remove(second.asset));
    CHECK(audited(*this).back() == "asset.remove");
    Trash trash(*database, *blobs, gate, clock, log);
    REQUIRE(trash.remove(first.asset.value, {}));
    CHECK(blobs->exists(digest));
    REQUIRE(trash.remove(second.asset.value, {}));
    CHECK_FALSE(blobs->exists(digest));
}

TEST_CASE_METHOD(UploadRig, "bytes that do not follow are refused with the right offset") {
    const UploadRecord begun = begin(10);
    REQUIRE(send(begun.id, 0, "abcd"));
    for (const std::uint64_t wrong : {0, 3, 5, 10, 11}) {
        const auto refused = send(begun.id, wrong, "x");
        CHECK(refused.error().code == ErrorCode::wrong_state);
        CHECK(param(refused.error(), "offset") == "4");
    }
    CHECK(send(UploadId{sample::uuid(1)}, 0, "x").error().code == ErrorCode::not_found);
}

TEST_CASE_METHOD(UploadRig, "more bytes than were claimed are refused and the upload stays") {
    const UploadRecord begun = begin(4);
    CHECK(send(begun.id, 0, "abcde").error().code == ErrorCode::too_large);
    CHECK(offset(begun.id) == 0);
    REQUIRE(send(begun.id, 0, "abcd"));
    CHECK(send(begun.id, 4, "e").error().code == ErrorCode::too_large);
    CHECK(bell.rings == 1);
}

TEST_CASE_METHOD(UploadRig, "one request at a time") {
    const UploadRecord begun = begin(10);
    auto appender = uploads->append(begun.id, 0);
    REQUIRE(appender);
    CHECK(uploads->append(begun.id, 0).error().code == ErrorCode::in_use);
    CHECK(uploads->remove(begun.id, {}).error().code == ErrorCode::in_use);
    CHECK(offset(begun.id) == 0); // asking is no trouble
    appender->reset();
    CHECK(uploads->append(begun.id, 0));
}

TEST_CASE_METHOD(UploadRig,
                 "a disk that fills up stops an upload where it is, and it goes on later") {
    const UploadRecord begun = begin(10);
    files.appended_max = 4;
    {
        auto appender = uploads->append(begun.id, 0);
        REQUIRE((*appender)->take("abcd"));
        CHECK((*appender)->take("efgh").error().code == ErrorCode::disk_full);
    }
    CHECK(offset(begun.id) == 4);
    files.appended_max = 100;
    REQUIRE(send(begun.id, 4, "efghij"));
    CHECK(uploads->find(begun.id)->sha256 == sha256("abcdefghij"));
}

TEST_CASE_METHOD(UploadRig, "bytes that could not be synchronised are never acknowledged") {
    const UploadRecord begun = begin(10);
    files.synchronises = false;
    CHECK(send(begun.id, 0, "abcd").error().code == ErrorCode::io_failed);
    CHECK(files.synchronised == 1); // a second try would only seem to work
    CHECK(offset(begun.id) == 0);
    files.synchronises = true;
    REQUIRE(send(begun.id, 0, "abcdefghij"));
    CHECK(uploads->find(begun.id)->sha256 == sha256("abcdefghij"));
}

TEST_CASE_METHOD(UploadRig, "uploads stop at the space that is to be kept free") {
    const UploadRecord begun = begin(3 * limits::upload_step_bytes);
    files.free = terms.disk_bytes_kept - 1;
    const std::string step(limits::upload_step_bytes, 'x');
    auto appender = uploads->append(begun.id, 0);
    CHECK((*appender)->take(step).error().code == ErrorCode::disk_full);
    appender->reset();
    CHECK(offset(begun.id) == limits::upload_step_bytes); // what was written stays
}

TEST_CASE_METHOD(UploadRig, "room is asked for before a byte flows") {
    SECTION("an empty file") {
        CHECK(uploads->begin(claim(0)).error().code == ErrorCode::out_of_range);
    }
    SECTION("ten gigabytes") {
        const auto refused = uploads->begin(claim(10'000'000'000));
        CHECK(refused.error().code == ErrorCode::too_large);
        CHECK(param(refused.error(), "limit") == "8.5 GB");
        CHECK(uploads->begin(claim(UINT64_MAX)).error().code == ErrorCode::too_large);
    }
    SECTION("the quota of the unit, open uploads counted by what they claim") {
        terms.unit_bytes_max = 1'000;
        restart();
        begin(600);
        upload(std::string(300, 'a'));
        const auto refused = uploads->begin(claim(101));
        CHECK(refused.error().code == ErrorCode::quota_exceeded);
        CHECK(param(refused.error(), "used") == "900 bytes");
        CHECK(param(refused.error(), "quota") == "1.0 kB");
        CHECK(uploads->begin(claim(100)));
        NewUpload elsewhere = claim(1'000);
        elsewhere.unit = sample::south;
        CHECK(uploads->begin(elsewhere));
        elsewhere.unit = sample::city; // which has them all below it
        CHECK(uploads->begin(elsewhere).error().code == ErrorCode::quota_exceeded);
    }
    SECTION("the disk, with what others were promised") {
        files.free = terms.disk_bytes_kept + 1'000;
        const UploadRecord promised = begin(600);
        CHECK(uploads->begin(claim(401)).error().code == ErrorCode::disk_full);
        REQUIRE(send(promised.id, 0, std::string(600, 'a')));
        files.free -= 600;
        CHECK(uploads->begin(claim(401)).error().code == ErrorCode::disk_full);
        CHECK(uploads->begin(claim(400)));
    }
    CHECK(audited(*this).size() < 10); // refusals leave no rows
}

TEST_CASE_METHOD(UploadRig, "an upload is named by its name, its file, or not at all") {
    const auto named = [&](const std::string& name, const std::string& file) {
        NewUpload asked = claim(1);
        asked.name = name;
        asked.file_name = file;
        return uploads->begin(asked);
    };
    CHECK(named("", "../../a.jpg")->name == "a.jpg");
    CHECK(named("", "../../a.jpg")->file_name == "a.jpg");
    CHECK(named("海报", "")->file_name == "海报");
    CHECK(named("", "../..").error().code == ErrorCode::missing_member);
    CHECK(named("\xff", "a").error().code == ErrorCode::malformed);
}

TEST_CASE_METHOD(UploadRig, "what receives nothing expires, every byte is a new life") {
    const UploadRecord begun = begin(10);
    clock.advance(terms.life - 1s);
    REQUIRE(send(begun.id, 0, "a"));
    clock.advance(terms.life - 1s);
    REQUIRE(uploads->sweep());
    CHECK(offset(begun.id) == 1);
    clock.advance(1s);
    CHECK(uploads->find(begun.id).error().code == ErrorCode::expired);
    CHECK(send(begun.id, 1, "b").error().code == ErrorCode::expired);
    REQUIRE(uploads->sweep());
    CHECK(uploads->find(begun.id).error().code == ErrorCode::not_found);
    CHECK(files.list()->empty());
    CHECK(audited(*this).back() == "upload.expire");
    CHECK(uploads->begin(claim(1)));
}

TEST_CASE_METHOD(UploadRig, "the sweep leaves alone what is being filled") {
    const UploadRecord begun = begin(10);
    auto appender = uploads->append(begun.id, 0);
    REQUIRE((*appender)->take("abcd"));
    clock.advance(terms.life + 1s);
    REQUIRE(uploads->sweep());
    REQUIRE(uploads->finish(**appender));
    CHECK(offset(begun.id) == 4);
}

TEST_CASE_METHOD(UploadRig,
                 "an upload is given up with its bytes; an asset that came of it stays") {
    const UploadRecord begun = begin(10);
    REQUIRE(send(begun.id, 0, "abcd"));
    REQUIRE(uploads->remove(begun.id, AccountId{sample::uuid(70)}));
    CHECK(files.list()->empty());
    CHECK(uploads->find(begun.id).error().code == ErrorCode::not_found);
    CHECK(audited(*this).back() == "upload.remove");
    const UploadRecord ended = upload("abcd");
    REQUIRE(uploads->remove(ended.id, {}));
    CHECK(asset(ended.asset).state == AssetState::queued);
    CHECK(blobs->exists(sha256("abcd")));
}
