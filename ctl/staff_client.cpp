#include "ctl/staff_client.hpp"

#include <sstream>

#include <Poco/Crypto/X509Certificate.h>
#include <Poco/Net/Context.h>
#include <Poco/Net/HTTPRequest.h>
#include <Poco/Net/HTTPResponse.h>
#include <Poco/Net/HTTPSClientSession.h>
#include <Poco/Net/NetException.h>
#include <Poco/Net/SSLException.h>
#include <Poco/StreamCopier.h>
#include <Poco/String.h>
#include <Poco/URI.h>

#include "common/durable_file.hpp"
#include "schemas/model/limits.hpp"
#include "schemas/wire/problem.hpp"
#include "schemas/wire/reader.hpp"
#include "schemas/wire/writer.hpp"

namespace marquee::ctl {

namespace {

constexpr std::string_view credentials_format = "credentials/1.0";

// Trusts every certificate in the text.
Poco::Net::Context::Ptr context_trusting(const std::string& authorities_pem) {
    constexpr std::string_view end_mark = "-----END CERTIFICATE-----";
    auto context = Poco::makeAuto<Poco::Net::Context>(Poco::Net::Context::TLS_CLIENT_USE, "",
                                                      Poco::Net::Context::VERIFY_STRICT, 9, false);
    std::size_t from = 0;
    for (std::size_t end; (end = authorities_pem.find(end_mark, from)) != std::string::npos;
         from = end + end_mark.size()) {
        std::istringstream pem(authorities_pem.substr(from, end + end_mark.size() - from));
        context->addCertificateAuthority(Poco::Crypto::X509Certificate(pem));
    }
    context->requireMinimumProtocol(Poco::Net::Context::PROTO_TLSV1_2);
    return context;
}

// The manager's own sentence, or what its status says when it sent none.
Error error_of(const Answer& answer) {
    if (const Result<wire::Problem> problem = wire::read_problem(answer.body)) {
        Error error = wire::error_of(*problem);
        error.what = problem->detail.empty() ? problem->title : problem->detail;
        return error;
    }
    return {
        ErrorCode::unreachable, "the manager answered " + std::to_string(answer.status), {}, {}};
}

} // namespace

std::string write_credentials(const Credentials& credentials) {
    return wire::write_object([&](wire::ObjectWriter& out) {
        out.member("format", credentials_format);
        out.member("manager_url", credentials.manager_url);
        out.member("token", credentials.token);
        out.member("tls_authority_pem", credentials.tls_authority_pem);
    });
}

Result<Credentials> read_credentials(std::string_view text) {
    return wire::read_object(text, wire::staff_answer, [](wire::Object in) {
        const wire::Value format = in.required("format");
        if (const std::string word = format.line(limits::name_bytes_max);
            !format.failed() && word != credentials_format) {
            format.refuse(ErrorCode::unknown_format, "this is no credentials/1.0 file");
        }
        return Credentials{
            .manager_url = in.required("manager_url").line(limits::name_bytes_max, 1),
            .token = in.required("token").line(limits::name_bytes_max, 1),
            .tls_authority_pem = in.required("tls_authority_pem").text(64 * limits::KiB, 1)};
    });
}

Result<Credentials> load_credentials(const std::filesystem::path& file) {
    return read_whole(file, limits::trust_bytes_max).and_then([](const std::string& text) {
        return read_credentials(text);
    });
}

struct StaffClient::Connection {
    Poco::URI uri;
    Poco::Net::HTTPSClientSession session;

    Connection(const Poco::URI& where, const std::string& authority_pem, Seconds patience)
        : uri(where), session(where.getHost(), where.getPort(), context_trusting(authority_pem)) {
        session.setTimeout(Poco::Timespan(static_cast<long>(patience.count()), 0));
        session.setKeepAlive(true);
    }

    Answer exchange(const Ask& ask, const std::string& token) {
        Poco::Net::HTTPRequest request(ask.method, ask.path, Poco::Net::HTTPMessage::HTTP_1_1);
        if (!token.empty()) {
            request.set("Authorization", "Bearer " + token);
        }
        request.set("Accept-Language", "en");
        if (!ask.if_match.empty()) {
            request.set("If-Match", ask.if_match);
        }
        if (!ask.body.empty()) {
            request.setContentType("application/json");
        }
        for (const auto& [name, value] : ask.headers) {
            request.set(name, value);
        }
        request.setContentLength64(static_cast<Poco::Int64>(ask.body.size()));
        session.sendRequest(request) << ask.body;
        Poco::Net::HTTPResponse response;
        Answer answer;
        Poco::StreamCopier::copyToString(session.receiveResponse(response), answer.body);
        answer.status = response.getStatus();
        answer.etag = response.get("ETag", "");
        for (const auto& [name, value] : response) {
            answer.headers.emplace(Poco::toLower(name), value);
        }
        return answer;
    }
};

StaffClient::StaffClient(Credentials credentials, Seconds patience)
    : credentials_(std::move(credentials)), patience_(patience) {}

StaffClient::StaffClient(StaffClient&& other) noexcept = default;

StaffClient::~StaffClient() = default;

Result<Answer> StaffClient::send(const Ask& ask) {
    return exchange(ask).and_then([](Answer answer) -> Result<Answer> {
        if (answer.status >= 200 && answer.status < 300) {
            return answer;
        }
        return tl::unexpected<Error>(error_of(answer));
    });
}

Result<Answer> StaffClient::exchange(const Ask& ask) {
    try {
        if (!connection_) {
            connection_ = std::make_unique<Connection>(Poco::URI(credentials_.manager_url),
                                                       credentials_.tls_authority_pem, patience_);
        }
        return connection_->exchange(ask, credentials_.token);
    } catch (const Poco::TimeoutException&) {
        connection_.reset();
        return fail(ErrorCode::timed_out,
                    "the manager did not answer within " + std::to_string(patience_.count()) + " s",
                    credentials_.manager_url);
    } catch (const Poco::Net::SSLException& exception) {
        connection_.reset();
        return fail(ErrorCode::tls_refused,
                    "no secure connection to the manager (" + exception.displayText()
                        + "); is this the right credentials file?",
                    credentials_.manager_url);
    } catch (const Poco::Exception& exception) {
        connection_.reset();
        return fail(ErrorCode::unreachable,
                    "the manager cannot be reached (" + exception.displayText()
                        + "); is marquee-manager running?",
                    credentials_.manager_url);
    }
}

} // namespace marquee::ctl
