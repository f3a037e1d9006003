// Stands in for marquee-ingest and lies as its medium says: what a cell that was taken over could
// say, and could leave in its folder. `ingest-liar FILES MEMORY CPU LENGTH inspect|PROGRAM …`; the
// medium, descriptor 3, begins with the name of the lie.
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <fstream>
#include <iostream>
#include <string>
#include <string_view>

namespace {

std::string lie() {
    std::array<char, 64> bytes{};
    const ssize_t got = ::pread(3, bytes.data(), bytes.size(), 0);
    const std::string_view text(bytes.data(), got > 0 ? static_cast<std::size_t>(got) : 0);
    return std::string(text.substr(0, text.find('\n')));
}

void say_picture(const std::string& size) {
    std::cout << "format.format_name=\"jpeg_pipe\"\nstreams.stream.0.codec_type=\"video\"\n"
                 "streams.stream.0.codec_name=\"mjpeg\"\nstreams.stream.0.pix_fmt=\"yuvj420p\"\n"
              << size;
}

[[noreturn]] void talk(std::string_view words) {
    for (;;) {
        std::cout << words;
    }
}

// As marquee-ingest itself.
void inspect(const std::string& lie) {
    if (lie == "flood of the same") {
        talk("kind=jpeg\n");
    } else if (lie == "flood of facts") {
        for (long i = 0;; ++i) {
            std::cout << "fact" << i << "=" << std::string(10'000, 'x') << "\n";
        }
    } else if (lie == "endless line") {
        talk("kind=jpeg");
    } else if (lie == "nothing") {
        return;
    } else if (lie == "zeros") {
        std::cout << std::string(4'000, '\0') << "\nkind=\0jp\0eg\n=\n==\n\n";
    } else if (lie == "huge") {
        std::cout << "kind=jpeg\nwidth=99999999999999999999\nheight=-5\norientation=77\n";
    } else {
        std::cout << "kind=" << (lie == "names" ? "other" : "jpeg")
                  << "\nwidth=64\nheight=64\norientation=1\ncomplete=1\n";
    }
}

// As ffprobe.
void probe(const std::string& lie) {
    if (lie == "larger inside") {
        say_picture("streams.stream.0.width=1048576\nstreams.stream.0.height=1048576\n");
    } else if (lie == "names") {
        std::cout << "format.format_name=\"x\"\nstreams.stream.0.codec_type=\"video\"\n"
                     "streams.stream.0.codec_name=\"\x1b[31m\xff\xfe"
                  << std::string(5'000, 'A') << "\"\n";
    } else if (lie == "probe floods") {
        talk("streams.stream.0.width=1\n");
    } else {
        say_picture("streams.stream.0.width=64\nstreams.stream.0.height=64\n");
    }
}

// As ffmpeg, in its folder.
int transcode(const std::string& lie) {
    const char* const made = "rendition.jpg";
    if (lie == "link") {
        return ::symlink("/etc/passwd", made);
    }
    if (lie == "pipe") {
        return ::mkfifo(made, 0600);
    }
    if (lie == "folder") {
        return ::mkdir(made, 0700);
    }
    if (lie == "empty") {
        std::ofstream(made, std::ios::binary).flush();
    } else if (lie == "far too long") {
        std::ofstream(made, std::ios::binary).flush();
        return ::truncate(made, 1LL << 40);
    } else if (lie == "other size") {
        std::ofstream(made, std::ios::binary) << "larger inside\n";
    } else if (lie == "progress") {
        std::cout << "frame=9223372036854775807\ndrop_frames=9223372036854775807\n"
                     "out_time_us=99999999999999999999\nout_time_us=9223372036854775807\nframe=\n";
    } else if (lie == "complaint") {
        std::cerr << std::string(1'000'000, '\xff') << "\n\x1b]0;title\x07"
                  << std::string(9'000, 'B');
        return 1;
    } else if (lie == "endless complaint") {
        for (;;) {
            std::cerr << "error ";
        }
    }
    return 0;
}

} // namespace

int main(int count, char** words) {
    if (count < 6) {
        return 2;
    }
    const std::string program = words[5];
    if (program == "inspect") {
        inspect(lie());
        return 0;
    }
    if (program.find("ffprobe") != std::string::npos) {
        probe(lie());
        return 0;
    }
    return transcode(lie());
}
