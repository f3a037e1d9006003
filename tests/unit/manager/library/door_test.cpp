// Files that name other files and addresses. A watch on the file they name and a listening socket
// tell whether anything was opened: nothing is, by three doors one behind the other. The same
// commands outside of a cell do open it, so the watch is able to see.
#include <catch2/catch.hpp>

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/inotify.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>

#include "manager/ports/file_descriptor.hpp"
#include "tests/unit/manager/library/ingest_rig.hpp"
#include "tests/unit/player/decode/decoding.hpp"

using namespace marquee;
using namespace marquee::manager;

namespace {

bool is_readable(int descriptor) {
    pollfd watched{descriptor, POLLIN, 0};
    return ::poll(&watched, 1, 0) == 1;
}

// Something to steal, and somebody to call.
class Bait {
public:
    Bait() {
        const auto film =
            clip("bait.ts", "-t 0.4 -f lavfi -i testsrc=s=64x64:r=25 -c:v mpeg2video -f mpegts");
        std::filesystem::copy_file(film, secret);
        ::inotify_add_watch(watch_.get(), secret.c_str(), IN_OPEN);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = ::htonl(INADDR_LOOPBACK);
        auto* const any = reinterpret_cast<sockaddr*>(&address);
        socklen_t length = sizeof address;
        REQUIRE(::bind(listener_.get(), any, length) == 0);
        REQUIRE(::listen(listener_.get(), 8) == 0);
        ::getsockname(listener_.get(), any, &length);
        port = std::to_string(::ntohs(address.sin_port));
    }

    bool was_opened() const { return is_readable(watch_.get()); }
    bool was_called() const { return is_readable(listener_.get()); }

    TemporaryDirectory place;
    std::filesystem::path secret = place.path() / "secret.ts";
    std::string port;

private:
    FileDescriptor watch_{::inotify_init1(IN_NONBLOCK | IN_CLOEXEC)};
    FileDescriptor listener_{::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0)};
};

struct Trap {
    std::string name;
    std::string bytes;
    std::vector<std::string> forced; // how ffmpeg is talked into reading it
};

std::string dash_of(const std::string& address) {
    return "<?xml version=\"1.0\"?><MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\" type=\"static\" "
           "mediaPresentationDuration=\"PT1S\"><Period><AdaptationSet mimeType=\"video/mp2t\">"
           "<Representation id=\"1\" bandwidth=\"1\"><BaseURL>"
           + address
           + "</BaseURL><SegmentList duration=\"1\"><SegmentURL media=\"secret.ts\"/></SegmentList>"
             "</Representation></AdaptationSet></Period></MPD>";
}

std::string hls_of(const std::string& address) {
    return "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\n" + address + "\n#EXT-X-ENDLIST\n";
}

std::vector<Trap> traps(const Bait& bait) {
    const std::string file = bait.secret.string();
    const std::string http = "http://127.0.0.1:" + bait.port + "/a.ts";
    const std::vector<std::string> hls{
        "-f", "hls", "-allowed_extensions", "ALL", "-protocol_whitelist", "file,http,tcp"};
    const std::vector<std::string> dash{"-f", "dash", "-protocol_whitelist", "file,http,tcp"};
    const std::vector<std::string> concat{
        "-f", "concat", "-safe", "0", "-protocol_whitelist", "file,http,tcp"};
    return {{"playlist to a file", hls_of("file://" + file), hls},
            {"playlist to an address", hls_of(http), hls},
            {"concat to a file", "ffconcat version 1.0\nfile " + file + "\n", concat},
            {"concat to an address", "ffconcat version 1.0\nfile " + http + "\n", concat},
            {"manifest to a file", dash_of("file://" + file), dash},
            {"manifest to an address", dash_of(http), dash}};
}

// Names in files that nothing here reads as what they are.
std::vector<Trap> disguises(const Bait& bait) {
    const std::string file = bait.secret.string();
    return {{"session",
             "v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\n"
             "m=video 45678 RTP/AVP 96\na=rtpmap:96 H264/90000\n",
             {}},
            {"drawing",
             "<?xml version=\"1.0\"?><svg xmlns:xlink=\"http://www.w3.org/1999/xlink\">"
             "<image xlink:href=\"file://"
                 + file + "\"/></svg>",
             {}},
            {"page", "<!DOCTYPE html><html><video src=\"file://" + file + "\"></video></html>", {}},
            {"subtitles",
             "[Script Info]\nScriptType: v4.00+\n[Events]\n"
             "Dialogue: 0,0:00:00.00,0:00:01.00,Default,,0,0,0,,movie="
                 + file + "\n",
             {}},
            {"graph", "movie=" + file + "[out0]\n", {}},
            {"pattern", "%0" + file + "*.ts\n", {}},
            {"links",
             "<ASX version=\"3.0\"><ENTRY><REF HREF=\"file://" + file + "\"/></ENTRY></ASX>",
             {}}};
}

bool reads_in_cell(const IngestRig& rig, const std::filesystem::path& medium,
                   const std::vector<std::string>& options) {
    const FileDescriptor open(::open(medium.c_str(), O_RDONLY | O_CLOEXEC));
    const SystemClock clock;
    CellTask task{.program = cell_programs().ffmpeg,
                  .arguments = {"-hide_banner", "-nostdin"},
                  .medium = open.get(),
                  .folder = rig.folder(),
                  .cpu_seconds_max = 10,
                  .patience = Milliseconds(20'000)};
    task.arguments.insert(task.arguments.end(), options.begin(), options.end());
    task.arguments.insert(task.arguments.end(),
                          {"-i", std::string(medium_name), "-f", "null", "-"});
    const auto run = run_in_cell(cell_programs(), task, {}, clock);
    REQUIRE(run);
    return run->exit.clean();
}

// Two seconds at most: nobody answers at the other end.
void read_outside(const std::filesystem::path& medium, const std::vector<std::string>& options) {
    std::string command = "timeout 2 ffmpeg -v quiet -nostdin";
    for (const std::string& option : options) {
        command += " " + option;
    }
    command += " -i " + medium.string() + " -f null - >/dev/null 2>&1";
    static_cast<void>(std::system(command.c_str()));
}

std::filesystem::path written(const IngestRig& rig, const std::string& bytes) {
    const auto file = rig.folder() / "film.mp4";
    std::ofstream(file, std::ios::binary | std::ios::trunc) << bytes;
    return file;
}

} // namespace

TEST_CASE("a file that names others opens nothing, whichever door is left ajar") {
    IngestRig rig;
    const Bait bait;
    for (const Trap& trap : traps(bait)) {
        INFO(trap.name);
        const auto medium = written(rig, trap.bytes);
        CHECK_FALSE(rig.refused(medium).empty());
        CHECK_FALSE(reads_in_cell(rig, medium, input_options(FileFacts{})));
        // Talked into it, with every list of its own off: the cell alone is left.
        CHECK_FALSE(reads_in_cell(rig, medium, trap.forced));
        CHECK_FALSE(bait.was_opened());
        CHECK_FALSE(bait.was_called());
    }
}

TEST_CASE("what the cell holds back would have been opened outside of it") {
    IngestRig rig;
    for (std::size_t i = 0; i < 6; ++i) {
        const Bait bait;
        const Trap trap = traps(bait)[i];
        INFO(trap.name);
        read_outside(written(rig, trap.bytes), trap.forced);
        CHECK((bait.was_opened() || bait.was_called()));
    }
}

TEST_CASE("texts that call themselves films are refused and open nothing") {
    IngestRig rig;
    const Bait bait;
    for (const Trap& trap : disguises(bait)) {
        INFO(trap.name);
        const auto medium = written(rig, trap.bytes);
        CHECK_FALSE(rig.refused(medium).empty());
        CHECK_FALSE(reads_in_cell(rig, medium, input_options(FileFacts{})));
    }
    CHECK_FALSE(bait.was_opened());
    CHECK_FALSE(bait.was_called());
}

TEST_CASE("a film whose index says that its content lies in another file reads only itself") {
    IngestRig rig;
    const Bait bait;
    // QuickTime's data reference of kind "url ", without the flag that says "in this file".
    const auto whole = clip("outside.mov", "-t 0.4 -f lavfi -i testsrc=s=64x64:r=25 -c:v mjpeg");
    const auto bytes = player::bytes_of(whole);
    std::string film(bytes.begin(), bytes.end());
    const std::size_t reference = film.find(std::string("url \0\0\0\1", 8));
    REQUIRE(reference != std::string::npos);
    film[reference + 7] = '\0';
    const auto medium = written(rig, film);
    static_cast<void>(rig.refused(medium));
    static_cast<void>(
        reads_in_cell(rig, medium, {"-enable_drefs", "1", "-use_absolute_path", "1"}));
    CHECK_FALSE(bait.was_opened());
    CHECK_FALSE(bait.was_called());
}
