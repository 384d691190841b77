// subscribers, send: who gets the editions, and sending them.
#include <fstream>
#include <memory>

#include <CLI/CLI.hpp>

#include "cli/detail/csv.h"
#include "cli/detail/session.h"
#include "feed/dates.h"
#include "input/read_file.h"
#include "net/mbox_deliverer.h"
#include "net/smtp.h"
#include "pipeline/deliver.h"
#include "text/ascii.h"

namespace newsloom::cli {
namespace {

std::string_view state_name(SubscriberState state) {
    switch (state) {
        case SubscriberState::pending:
            return "pending";
        case SubscriberState::active:
            return "active";
        case SubscriberState::unsubscribed:
            return "unsubscribed";
        case SubscriberState::suppressed:
            return "suppressed";
    }
    return "pending";
}

struct SubscribersWord {
    std::vector<std::string> addresses;
    std::string file = "-", how, now;
};

using Work = std::function<Result<int>(Session&, Instant, const SubscribersWord&, const Habits&)>;

Result<int> list(Session& session, Instant, const SubscribersWord&, const Habits& habits) {
    NL_TRY(const auto subscribers, session.engine->subscribers());
    Output output;
    for (const Subscriber& subscriber : subscribers) {
        if (habits.json) {
            print_object(output, "subscribers", [&](json::Writer& w) {
                w.field("address", subscriber.address).field("state", state_name(subscriber.state));
                w.field("consented", to_rfc3339(subscriber.consented)).field("language", subscriber.language);
            });
        } else {
            std::string state(state_name(subscriber.state));
            state.resize(13, ' ');
            output.line(state + to_string(date_of(subscriber.consented)) + "  " + subscriber.address);
        }
    }
    if (subscribers.empty() && !habits.json)
        output.line("No subscribers yet. `newsloom subscribers add ADDRESS` adds one.");
    return 0;
}

Result<int> export_csv(Session& session, Instant, const SubscribersWord&, const Habits&) {
    NL_TRY(const auto subscribers, session.engine->subscribers());
    Output output;
    output.line("address,state,consented,language");
    for (const Subscriber& subscriber : subscribers)
        output.line(csv_field(subscriber.address) + "," + std::string(state_name(subscriber.state)) + "," +
                    to_rfc3339(subscriber.consented) + "," + csv_field(subscriber.language));
    return 0;
}

Result<int> add(Session& session, Instant now, const SubscribersWord& word, const Habits& habits) {
    std::size_t failed = 0;
    for (const std::string& address : word.addresses) {
        const auto added = session.engine->add_subscriber(address, word.how.empty() ? "command line" : word.how, now);
        if (added) continue;
        ++failed;
        complain(added.error());
    }
    if (!habits.quiet) std::printf("%s added\n", counted(word.addresses.size() - failed, "subscriber").c_str());
    return static_cast<int>(failed == 0 ? Exit::done : failed == word.addresses.size() ? Exit::failed : Exit::in_part);
}

Result<int> remove(Session& session, Instant now, const SubscribersWord& word, const Habits& habits) {
    for (const std::string& address : word.addresses)
        NL_CHECK(session.engine->remove_subscriber(address, now));
    if (!habits.quiet) std::printf("%s unsubscribed\n", counted(word.addresses.size(), "address", "addresses").c_str());
    return 0;
}

/// The column that is called one of these, or none.
std::optional<std::size_t> column(const std::vector<std::string>& head, std::initializer_list<std::string_view> names) {
    for (std::size_t i = 0; i < head.size(); ++i) {
        for (const std::string_view name : names) {
            if (ascii::iequals(ascii::trim(head[i]), name)) return i;
        }
    }
    return std::nullopt;
}

/// address and consent date; a first row without "@" is the head, else the address is the first column.
Result<int> import_csv(Session& session, Instant now, const SubscribersWord& word, const Habits& habits) {
    NL_TRY(const std::string text, read_file(word.file));
    auto rows = csv_rows(text);
    std::size_t address = 0;
    std::optional<std::size_t> consent;
    std::optional<std::size_t> state;
    std::size_t first = 0;
    const bool has_head = !rows.empty() && (rows[0].empty() || rows[0][0].find('@') == std::string::npos);
    if (has_head) {
        const auto given = column(rows[0], {"address", "email", "e-mail", "mail"});
        if (!given) return fail(Errc::bad_input, word.file + ":1: no column \"address\" or \"email\"");
        address = *given;
        consent = column(rows[0], {"consented", "consent", "consent_date", "date", "created_at", "subscribed_at"});
        state = column(rows[0], {"state", "status"});
        first = 1;
    } else if (!rows.empty() && rows[0].size() > 1) {
        consent = 1;
    }
    std::size_t added = 0;
    std::size_t failed = 0;
    std::size_t left_out = 0;
    for (std::size_t i = first; i < rows.size(); ++i) {
        const auto& row = rows[i];
        const auto complain_of = [&](const std::string& what) {
            ++failed;
            complain(word.file + ":" + std::to_string(i + 1) + ": " + what);
        };
        if (row.size() <= address || ascii::trim(row[address]).empty()) continue;
        if (state && row.size() > *state && !ascii::iequals(row[*state], "active") &&
            !ascii::iequals(row[*state], "enabled") && !ascii::iequals(row[*state], "confirmed") &&
            !row[*state].empty()) {
            ++left_out;  // who left elsewhere is not written to from here
            continue;
        }
        Instant at = now;
        if (consent && row.size() > *consent && !row[*consent].empty()) {
            const auto time = feed::parse_date(row[*consent]);
            if (!time) {
                complain_of("\"" + row[*consent] + "\" is no date");
                continue;
            }
            at = time->at;
        }
        const std::string how = word.how.empty() ? "import of " + word.file : word.how;
        const auto done = session.engine->add_subscriber(ascii::trim(row[address]), how, at);
        if (done) {
            ++added;
        } else {
            complain_of(done.error().message);
        }
    }
    if (!habits.quiet)
        std::printf("%s imported, %s left out because they are not active, %s failed\n",
                    counted(added, "subscriber").c_str(), grouped(left_out).c_str(), grouped(failed).c_str());
    return static_cast<int>(failed == 0 ? Exit::done : added == 0 ? Exit::failed : Exit::in_part);
}

// ---------------------------------------------------------------- send

struct SendWord {
    std::string edition, test, mbox, now;
    bool dry_run = false;
};

Result<std::unique_ptr<net::Deliverer>> deliverer_of(const config::Config& config, const SendWord& word) {
    if (!word.mbox.empty()) return std::make_unique<net::MboxDeliverer>(word.mbox);
    if (config.smtp.host.empty())
        return fail(Errc::usage,
                    "smtp.host is not set, so there is no server to send through; --mbox FILE writes a file");
    net::SmtpOptions options;
    options.host = config.smtp.host;
    options.port = config.smtp.port;
    options.encryption = config.smtp.security == "tls"    ? net::Encryption::tls
                         : config.smtp.security == "none" ? net::Encryption::none
                                                          : net::Encryption::starttls;
    options.user = config.smtp.user;
    options.password = config.smtp.password;
    options.timeout = std::chrono::seconds(config.smtp.timeout_seconds);
    const std::size_t at = config.mail.from_address.find('@');
    if (at != std::string::npos) options.helo = config.mail.from_address.substr(at + 1);
    return std::make_unique<net::SmtpClient>(std::move(options));
}

Result<int> send_test(Session& session, const SendWord& word, const Habits& habits) {
    std::string key = word.edition;
    if (key.empty()) {
        NL_TRY(const auto keys, session.engine->edition_keys());
        if (keys.empty()) return fail(Errc::not_found, "there is no edition yet; `newsloom edition` makes one");
        key = keys.front();
    }
    NL_TRY(const std::string message, session.engine->message_for(key, word.test));
    if (word.dry_run) {
        Output().write(message);
        return 0;
    }
    NL_TRY(const auto deliverer, deliverer_of(session.config, word));
    NL_TRY(const auto answer, deliverer->send(session.config.mail.from_address, word.test, message));
    if (answer.sent != net::Sent::accepted) return fail(Errc::unavailable, answer.what);
    if (!habits.quiet) std::printf("%s sent to %s\n", key.c_str(), word.test.c_str());
    return 0;
}

int report_of(const pipeline::DeliverReport& report, const SendWord& word, const Habits& habits) {
    Output output;
    if (habits.json) {
        print_object(output, "send", [&](json::Writer& w) {
            w.field("sent", report.sent).field("failed", report.failed).field("doubtful", report.doubtful);
            w.field("waiting", report.waiting).field("stopped", report.stopped).text_or_null("why", report.why);
        });
    } else if (word.dry_run) {
        output.line(counted(report.waiting, "message") + " would be sent");
    } else if (!habits.quiet) {
        std::string line = counted(report.sent, "message") + " sent";
        if (report.failed > 0) line += ", " + grouped(report.failed) + " failed for good";
        if (report.doubtful > 0)
            line += ", " + grouped(report.doubtful) + " perhaps delivered: sent again at the next call";
        if (report.waiting > 0) line += ", " + grouped(report.waiting) + " waiting";
        output.line(line);
    }
    output.flush();
    if (!report.why.empty()) complain(report.why);
    if (report.stopped) {
        complain("stopped; `newsloom send` goes on from here");
        return static_cast<int>(Exit::failed);
    }
    return static_cast<int>(report.failed > 0 && habits.strict ? Exit::in_part : Exit::done);
}

Result<int> send(const SendWord& word, const Habits& habits) {
    const bool looks_only = word.dry_run || !word.test.empty();
    NL_TRY(Session session, open_session(habits, looks_only ? pipeline::Access::read : pipeline::Access::write));
    if (!word.test.empty()) return send_test(session, word, habits);
    pipeline::DeliverRequest request;
    NL_TRY(request.now, now_given(word.now));
    request.edition = word.edition;
    request.dry_run = word.dry_run;
    std::unique_ptr<net::Deliverer> deliverer = std::make_unique<net::MboxDeliverer>("/dev/null");
    if (!word.dry_run) {
        NL_TRY(deliverer, deliverer_of(session.config, word));
    }
    NL_TRY(const auto report, session.engine->deliver(request, *deliverer));
    return report_of(report, word, habits);
}

void add_send(CLI::App& app, Command& command) {
    auto* sub = add_word(app, "send", "delivers editions to the subscribers",
                         "newsloom send\n  newsloom send --test me@news.example\n  newsloom send --dry-run");
    auto word = std::make_shared<SendWord>();
    sub->add_option("--edition", word->edition, "only this one, e.g. 2026-03-09-morning")->type_name("E");
    sub->add_option("--test", word->test, "to this address alone; nothing is marked as sent")->type_name("ADDRESS");
    sub->add_option("--mbox", word->mbox, "into a file instead of through smtp.host")->type_name("FILE");
    sub->add_option("--now", word->now, "as if it were this time")->type_name("TIME");
    sub->add_flag("--dry-run", word->dry_run, "says what would be sent; with --test prints the message");
    sub->callback([&command, word] {
        command.work = [&command, word]() -> int {
            const auto code = send(*word, command.habits);
            return code ? *code : ended(code.error());
        };
    });
}

}  // namespace

void add_mail_words(CLI::App& app, Command& command) {
    auto* sub = add_word(app, "subscribers", "who gets the editions by mail",
                         "newsloom subscribers add reader@news.example\n"
                         "  newsloom subscribers import list.csv");
    sub->require_subcommand(1);
    const auto word_with = [&](CLI::App* one, pipeline::Access access, const Work& work) {
        auto word = std::make_shared<SubscribersWord>();
        one->callback([&command, word, access, work] {
            command.work = [&command, word, access, work]() -> int {
                const auto now = now_given(word->now);
                if (!now) return ended(now.error());
                auto session = open_session(command.habits, access);
                if (!session) return ended(session.error());
                const auto code = work(*session, *now, *word, command.habits);
                return code ? *code : ended(code.error());
            };
        });
        return word;
    };
    word_with(add_word(*sub, "list", "one line per subscriber", "newsloom subscribers list"), pipeline::Access::read,
              list);
    word_with(add_word(*sub, "export", "CSV: address, state, consent date, language",
                       "newsloom subscribers export > subscribers.csv"),
              pipeline::Access::read, export_csv);
    auto* adding =
        add_word(*sub, "add", "adds addresses whose owners agreed", "newsloom subscribers add reader@news.example");
    auto adding_word = word_with(adding, pipeline::Access::write, add);
    adding->add_option("ADDRESS", adding_word->addresses, "addresses")->required();
    adding->add_option("--how", adding_word->how, "how they agreed; kept with the date")->type_name("TEXT");
    adding->add_option("--now", adding_word->now, "when they agreed")->type_name("TIME");
    auto* removing =
        add_word(*sub, "remove", "unsubscribes addresses", "newsloom subscribers remove reader@news.example");
    auto removing_word = word_with(removing, pipeline::Access::write, remove);
    removing->add_option("ADDRESS", removing_word->addresses, "addresses")->required();
    auto* importing = add_word(*sub, "import", "CSV with a column \"address\" (or \"email\") and one \"consented\"",
                               "newsloom subscribers import list.csv");
    auto importing_word = word_with(importing, pipeline::Access::write, import_csv);
    importing->add_option("FILE", importing_word->file, "the CSV; - is standard input")->required();
    importing->add_option("--how", importing_word->how, "how they agreed; kept with the date")->type_name("TEXT");
    add_send(app, command);
}

}  // namespace newsloom::cli
