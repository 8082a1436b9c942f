package org.pabal.core.control;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.pabal.core.control.Setting.Fallback;
import org.pabal.core.control.SettingType.Check;
import org.pabal.core.control.SettingType.Entries;
import org.pabal.core.control.SettingType.Line;
import org.pabal.core.control.SettingType.WholeNumber;
import org.pabal.core.policy.SpfPolicy;

/**
 * The table of all control settings (qmail-control(5)). Upper limits are ours: qmail caps concurrency by its compiled
 * spawn limit and leaves the rest to the size of its integers.
 */
final class Settings {
    private static final Fallback OF_ME = new Fallback.Me();
    private static final long DAY = 86_400;

    private static final String LISTED_ADDRESSES = "one user@host or @host a line, with * for any characters";

    static final Setting ME = line("me", "a host name", Checks::hostName, nothing("none, it must be set"));
    static final Setting BADMAILFROM =
            list("badmailfrom", LISTED_ADDRESSES, Checks::listedAddress, nothing("none, all are welcome"));
    static final Setting BADRCPTTO =
            list("badrcptto", LISTED_ADDRESSES, Checks::listedAddress, nothing("none, all are welcome"));
    static final Setting BOUNCEFORMAT = line("bounceformat", "report or qsbmf", Checks::bounceFormat, text("report"));
    static final Setting BOUNCEFROM = line("bouncefrom", "a user name", Checks::userName, text("MAILER-DAEMON"));
    static final Setting BOUNCEHOST = host("bouncehost");
    static final Setting CONCURRENCYLOCAL = number("concurrencylocal", new WholeNumber(0, 1_000, "deliveries"), 10);
    static final Setting CONCURRENCYREMOTE = number("concurrencyremote", new WholeNumber(0, 10_000, "deliveries"), 20);
    static final Setting DATABYTES = number("databytes", new WholeNumber(0, 1L << 40, "bytes, 0 for no limit"), 0);
    static final Setting DEFAULTDOMAIN = host("defaultdomain");
    static final Setting DEFAULTHOST = host("defaulthost");
    static final Setting DESTINATIONLIMITS = list(
            "destinationlimits",
            "one domain:concurrency or domain:concurrency:rate a line, with rates of recipients like 100/1m;"
                    + " nothing before the first colon means all others",
            Checks::destinationLimit,
            nothing("20 deliveries at the same time to each destination"));
    static final Setting DELAYWARN =
            number("delaywarn", new WholeNumber(0, 3_650 * DAY, "seconds, 0 for no warnings"), 0);
    static final Setting DNSBL = list(
            "dnsbl",
            "one DNS list a line, with allow, defer, reject or score and a weight before its name and return codes after it;"
                    + " without a word it is defer; defer-at or reject-at and a score",
            Checks::dnsList,
            nothing("none, no list is asked"));
    static final Setting DOUBLEBOUNCEHOST = host("doublebouncehost");
    static final Setting DOUBLEBOUNCETO =
            line("doublebounceto", "a user name, or nothing", Checks::userNameOrEmpty, text("postmaster"));
    static final Setting EIGHTBIT = line("eightbit", "convert, bounce or send", Checks::eightBit, text("convert"));
    static final Setting ENVNOATHOST = host("envnoathost");
    static final Setting GREETDELAY = number("greetdelay", new WholeNumber(0, 60, "seconds, 0 for none"), 0);
    static final Setting GREYLIST = list(
            "greylist",
            "lines of delay 60s, window 4h, keep 36d or passes 5, which are what counts for lines that are missing",
            Checks::greylist,
            nothing("none, nobody has to come again"));
    static final Setting HELOHOST = host("helohost");
    static final Setting IDHOST = host("idhost");
    static final Setting LOCALIPHOST =
            line("localiphost", "a host name, or nothing to switch it off", Checks::hostNameOrEmpty, OF_ME);
    static final Setting LOCALS = list("locals", "one domain a line", Checks::domain, OF_ME);
    static final Setting MFCHECK =
            number("mfcheck", new WholeNumber(0, 1, "where 1 is to ask about the sender's domain"), 0);
    static final Setting MORERCPTHOSTS = list(
            "morercpthosts",
            "one domain or .suffix a line; counts only together with rcpthosts",
            Checks::domainOrSuffix,
            nothing("none"));
    static final Setting OVERQUOTA = line("overquota", "defer or reject", Checks::overQuota, text("reject"));
    static final Setting PERCENTHACK = list("percenthack", "one domain a line", Checks::domain, nothing("none"));
    static final Setting PIPELINING =
            line("pipelining", "free or strict", Checks::pipelining, text(Checks.FREE_PIPELINING));
    static final Setting PLUSDOMAIN = host("plusdomain");
    static final Setting QMQPSERVERS = list("qmqpservers", "one IP address a line", Checks::ipAddress, nothing("none"));
    static final Setting QUEUELIFETIME = number("queuelifetime", new WholeNumber(0, 3_650 * DAY, "seconds"), 7 * DAY);
    static final Setting RATELIMITS = list(
            "ratelimits",
            "one rate a line: address, network, user or domain; sessions, messages or recipients; 100/1h",
            Checks::rateRule,
            nothing("none, nothing is counted"));
    static final Setting RCPTHOSTS = list(
            "rcpthosts",
            "one domain or .suffix a line",
            Checks::domainOrSuffix,
            nothing("the domains of locals and virtualdomains"));
    static final Setting RELAYPASSWORDS =
            secret("relaypasswords", "one relay:user:password a line", Checks::relayPassword, nothing("none"));
    static final Setting REMOTEHOST =
            line("remotehost", "no, yes, paranoid or rules", Checks::remoteHost, text("rules"));
    static final Setting REMOTEINFO =
            number("remoteinfo", new WholeNumber(0, 60, "seconds to wait for ident servers, 0 to ask none"), 0);
    static final Setting SMTPGREETING = line("smtpgreeting", "a line of text", Checks::greeting, OF_ME);
    static final Setting SMTPROUTES = list(
            "smtproutes",
            "one domain:relay or domain:relay:port a line, with tls=, name=, helo= or user= after it, and"
                    + " further relays after commas",
            Checks::smtpRoute,
            nothing("none"));
    static final Setting SPFBEHAVIOR =
            number("spfbehavior", new WholeNumber(0, SpfPolicy.MOST, "as steps, 0 for none"), 0);
    static final Setting SUPPRESSAFTER =
            number("suppressafter", new WholeNumber(0, 1_000, "failures, 0 to suppress nobody"), 0);
    static final Setting SUPPRESSFOR = number("suppressfor", new WholeNumber(1, 3_650 * DAY, "seconds"), 30 * DAY);
    static final Setting SYSTEMUSERS =
            number("systemusers", new WholeNumber(0, 1, "where 1 is to have mail for users of the system"), 1);
    static final Setting TIMEOUTCONNECT = number("timeoutconnect", new WholeNumber(1, DAY, "seconds"), 60);
    static final Setting TIMEOUTPROGRAM =
            number("timeoutprogram", new WholeNumber(0, DAY, "seconds, 0 to run no programs"), 300);
    static final Setting TIMEOUTREMOTE = number("timeoutremote", new WholeNumber(1, DAY, "seconds"), 1_200);
    static final Setting TIMEOUTSMTPD = number("timeoutsmtpd", new WholeNumber(1, DAY, "seconds"), 1_200);
    static final Setting TLSPOLICY = list(
            "tlspolicy",
            "one domain:policy a line, with none, may, encrypt, verify or verify:name,name as policy",
            Checks::tlsPolicy,
            nothing("may, for every domain"));
    static final Setting VIRTUALDOMAINS = list(
            "virtualdomains", "one domain:prefix or user@domain:prefix a line", Checks::virtualDomain, nothing("none"));

    /** All of them, sorted by name. */
    static final Map<String, Setting> BY_NAME = byName(
            ME,
            BADMAILFROM,
            BADRCPTTO,
            BOUNCEFORMAT,
            BOUNCEFROM,
            BOUNCEHOST,
            CONCURRENCYLOCAL,
            CONCURRENCYREMOTE,
            DATABYTES,
            DEFAULTDOMAIN,
            DEFAULTHOST,
            DESTINATIONLIMITS,
            DELAYWARN,
            DNSBL,
            DOUBLEBOUNCEHOST,
            DOUBLEBOUNCETO,
            EIGHTBIT,
            ENVNOATHOST,
            GREETDELAY,
            GREYLIST,
            HELOHOST,
            IDHOST,
            LOCALIPHOST,
            LOCALS,
            MFCHECK,
            MORERCPTHOSTS,
            OVERQUOTA,
            PERCENTHACK,
            PIPELINING,
            PLUSDOMAIN,
            QMQPSERVERS,
            QUEUELIFETIME,
            RATELIMITS,
            RCPTHOSTS,
            RELAYPASSWORDS,
            REMOTEHOST,
            REMOTEINFO,
            SMTPGREETING,
            SMTPROUTES,
            SPFBEHAVIOR,
            SUPPRESSAFTER,
            SUPPRESSFOR,
            SYSTEMUSERS,
            TIMEOUTCONNECT,
            TIMEOUTPROGRAM,
            TIMEOUTREMOTE,
            TIMEOUTSMTPD,
            TLSPOLICY,
            VIRTUALDOMAINS);

    private Settings() {}

    private static Setting line(String name, String allowed, Check check, Fallback fallback) {
        return new Setting(name, new Line(allowed, check), fallback, false);
    }

    private static Setting host(String name) {
        return line(name, "a host name", Checks::hostName, OF_ME);
    }

    private static Setting list(String name, String allowed, Check check, Fallback fallback) {
        return new Setting(name, new Entries(allowed, check), fallback, false);
    }

    /** A list whose text is never shown. */
    private static Setting secret(String name, String allowed, Check check, Fallback fallback) {
        return new Setting(name, new Entries(allowed, check), fallback, true);
    }

    private static Setting number(String name, WholeNumber type, long fallback) {
        return new Setting(name, type, text(Long.toString(fallback)), false);
    }

    private static Fallback text(String text) {
        return new Fallback.Text(text);
    }

    private static Fallback nothing(String described) {
        return new Fallback.Nothing(described);
    }

    private static Map<String, Setting> byName(Setting... settings) {
        Map<String, Setting> map = new TreeMap<>();
        List.of(settings).forEach(setting -> map.put(setting.name(), setting));
        return Collections.unmodifiableMap(map);
    }
}
