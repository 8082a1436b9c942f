package org.pabal.core.control;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.pabal.core.address.DomainName;
import org.pabal.core.address.EmailAddress;
import org.pabal.core.address.LocalPart;
import org.pabal.core.bounce.BounceFormat;
import org.pabal.core.bounce.SuppressionRule;
import org.pabal.core.policy.BlockPolicy;
import org.pabal.core.policy.DestinationLimits;
import org.pabal.core.policy.Greylist;
import org.pabal.core.policy.RateRule;
import org.pabal.core.policy.RecipientPolicy;
import org.pabal.core.policy.RelayPolicy;
import org.pabal.core.policy.RemoteHost;
import org.pabal.core.policy.SenderPolicy;
import org.pabal.core.policy.SpfPolicy;
import org.pabal.core.quota.OverQuota;
import org.pabal.core.routing.RecipientRewriter;
import org.pabal.core.routing.RelayPasswords;
import org.pabal.core.routing.SmtpRoutes;
import org.pabal.core.smtp.Manners;
import org.pabal.core.smtp.client.EightBit;

/**
 * All control settings as they stood at one moment, typed, with qmail's defaults applied. Immutable; made once for each
 * change, read for each session and message.
 *
 * <p>Stricter than qmail, whose programs read what they can: a text with anything wrong in it is refused, as are second
 * lines of settings that have one, and names that do not exist.
 */
public final class ControlSettings {
    private final SettingValues values;
    private final DomainName me;
    private final String smtpGreeting;
    private final DomainName heloHost;
    private final Optional<DomainName> localIpHost;
    private final DomainName envNoAtHost;
    private final EightBit eightBit;
    private final long databytes;
    private final Duration timeoutSmtpd;
    private final Duration timeoutConnect;
    private final Duration timeoutRemote;
    private final Duration programTimeout;
    private final Duration queueLifetime;
    private final int concurrencyLocal;
    private final int concurrencyRemote;
    private final Duration delayWarning;
    private final SuppressionRule suppressionRule;
    private final BounceFormat bounceFormat;
    private final String bounceFrom;
    private final String bounceHost;
    private final EmailAddress doubleBounceTo;
    private final SmtpRoutes smtpRoutes;
    private final DestinationLimits destinationLimits;
    private final RecipientRewriter recipientRewriter;
    private final RelayPolicy relayPolicy;
    private final SenderPolicy senderPolicy;
    private final RecipientPolicy recipientPolicy;
    private final BlockPolicy blockPolicy;
    private final RemoteHost remoteHost;
    private final Duration remoteInfo;
    private final List<RateRule> rateRules;
    private final Optional<Greylist> greylist;
    private final Manners manners;
    private final SpfPolicy spfPolicy;
    private final boolean mfCheck;
    private final OverQuota overQuota;
    private final boolean systemUsers;

    private ControlSettings(SettingValues values) {
        this.values = values;
        this.me = values.host(Settings.ME);
        this.smtpGreeting = values.line(Settings.SMTPGREETING);
        this.heloHost = values.host(Settings.HELOHOST);
        this.localIpHost = values.hostUnlessEmpty(Settings.LOCALIPHOST);
        this.envNoAtHost = values.host(Settings.ENVNOATHOST);
        this.eightBit = EightBit.require(values.line(Settings.EIGHTBIT));
        this.databytes = values.number(Settings.DATABYTES);
        this.timeoutSmtpd = values.seconds(Settings.TIMEOUTSMTPD);
        this.timeoutConnect = values.seconds(Settings.TIMEOUTCONNECT);
        this.timeoutRemote = values.seconds(Settings.TIMEOUTREMOTE);
        this.programTimeout = values.seconds(Settings.TIMEOUTPROGRAM);
        this.queueLifetime = values.seconds(Settings.QUEUELIFETIME);
        this.concurrencyLocal = (int) values.number(Settings.CONCURRENCYLOCAL);
        this.concurrencyRemote = (int) values.number(Settings.CONCURRENCYREMOTE);
        this.delayWarning = values.seconds(Settings.DELAYWARN);
        this.suppressionRule =
                new SuppressionRule((int) values.number(Settings.SUPPRESSAFTER), values.seconds(Settings.SUPPRESSFOR));
        this.bounceFormat = BounceFormat.require(values.line(Settings.BOUNCEFORMAT));
        this.bounceFrom = values.line(Settings.BOUNCEFROM);
        this.bounceHost = values.line(Settings.BOUNCEHOST);
        this.doubleBounceTo = new EmailAddress(
                new LocalPart(values.line(Settings.DOUBLEBOUNCETO)), values.host(Settings.DOUBLEBOUNCEHOST));
        this.smtpRoutes = values.smtpRoutes();
        this.destinationLimits = DestinationLimits.require(values.list(Settings.DESTINATIONLIMITS));
        this.recipientRewriter = values.recipientRewriter();
        this.relayPolicy = values.relayPolicy(recipientRewriter);
        this.senderPolicy = new SenderPolicy(values.list(Settings.BADMAILFROM));
        this.recipientPolicy = new RecipientPolicy(values.list(Settings.BADRCPTTO));
        this.blockPolicy = BlockPolicy.require(values.list(Settings.DNSBL));
        this.spfPolicy = new SpfPolicy((int) values.number(Settings.SPFBEHAVIOR));
        this.overQuota = OverQuota.require(values.line(Settings.OVERQUOTA));
        this.mfCheck = values.number(Settings.MFCHECK) > 0;
        this.systemUsers = values.number(Settings.SYSTEMUSERS) > 0;
        this.manners = new Manners(
                values.seconds(Settings.GREETDELAY),
                values.line(Settings.PIPELINING).equals(Checks.STRICT_PIPELINING));
        this.remoteHost = RemoteHost.require(values.line(Settings.REMOTEHOST));
        this.remoteInfo = values.seconds(Settings.REMOTEINFO);
        this.rateRules =
                values.list(Settings.RATELIMITS).stream().map(RateRule::require).toList();
        this.greylist = Greylist.require(values.list(Settings.GREYLIST));
    }

    /** @throws IllegalArgumentException with a sentence about the first text that is wrong, or about me if it is missing */
    public static ControlSettings require(Map<String, String> textsByName) {
        new TreeMap<>(textsByName)
                .forEach((name, text) -> problem(name, text).ifPresent(sentence -> {
                    throw new IllegalArgumentException(sentence);
                }));
        if (!textsByName.containsKey(Settings.ME.name())) {
            throw new IllegalArgumentException(Settings.ME.missing());
        }
        return new ControlSettings(new SettingValues(textsByName));
    }

    /** @return what is wrong with a text, in a sentence that names setting, line, range and default; nothing if it is good */
    public static Optional<String> problem(String name, String text) {
        Setting setting = Settings.BY_NAME.get(name);
        return setting == null ? Optional.of(NearNames.sentence(name, names())) : setting.problem(text);
    }

    /** @return all settings there are, sorted */
    public static Set<String> names() {
        return Settings.BY_NAME.keySet();
    }

    /**
     * What counts for a setting, for listings: without comments, trailing blanks and a newline at the end; the entries of
     * a list one a line.
     *
     * @return nothing if the setting is not set and has no default, or does not exist
     */
    public Optional<String> describe(String name) {
        return Optional.ofNullable(Settings.BY_NAME.get(name))
                .flatMap(values::effective)
                .map(text -> shown(name, text));
    }

    /** @return a text of a setting as anybody may see it: without passwords */
    public static String shown(String name, String text) {
        Setting setting = Settings.BY_NAME.get(name);
        return setting == null || !setting.isSecret()
                ? text
                : text.lines().map(RelayPasswords::masked).collect(Collectors.joining("\n", "", "\n"));
    }

    public DomainName me() {
        return me;
    }

    /** @return printable US-ASCII, without code and ESMTP */
    public String smtpGreeting() {
        return smtpGreeting;
    }

    public DomainName heloHost() {
        return heloHost;
    }

    /** @return what replaces our own address literals, unless that is switched off */
    public Optional<DomainName> localIpHost() {
        return localIpHost;
    }

    public DomainName envNoAtHost() {
        return envNoAtHost;
    }

    /** @return octets; 0 means no limit */
    public long databytes() {
        return databytes;
    }

    public Duration timeoutSmtpd() {
        return timeoutSmtpd;
    }

    public Duration timeoutConnect() {
        return timeoutConnect;
    }

    public Duration timeoutRemote() {
        return timeoutRemote;
    }

    /** @return how long a program of a {@code .qmail} file may take; zero if none is started */
    public Duration programTimeout() {
        return programTimeout;
    }

    public Duration queueLifetime() {
        return queueLifetime;
    }

    /** @return deliveries at the same time; 0 means that none starts */
    public int concurrencyLocal() {
        return concurrencyLocal;
    }

    /** @return deliveries at the same time; 0 means that none starts */
    public int concurrencyRemote() {
        return concurrencyRemote;
    }

    /** @return from which age on senders are told that their mail waits; zero if they never are */
    public Duration delayWarning() {
        return delayWarning;
    }

    /** @return from suppressafter and suppressfor */
    public SuppressionRule suppressionRule() {
        return suppressionRule;
    }

    public BounceFormat bounceFormat() {
        return bounceFormat;
    }

    /** @return the local part, unquoted */
    public String bounceFrom() {
        return bounceFrom;
    }

    public String bounceHost() {
        return bounceHost;
    }

    /** @return from doublebounceto and doublebouncehost; its local part may be empty: qmail's trash address */
    public EmailAddress doubleBounceTo() {
        return doubleBounceTo;
    }

    /** @return what becomes of 8-bit messages at hosts that take seven bits */
    public EightBit eightBit() {
        return eightBit;
    }

    public SmtpRoutes smtpRoutes() {
        return smtpRoutes;
    }

    public DestinationLimits destinationLimits() {
        return destinationLimits;
    }

    public RecipientRewriter recipientRewriter() {
        return recipientRewriter;
    }

    public RelayPolicy relayPolicy() {
        return relayPolicy;
    }

    public SenderPolicy senderPolicy() {
        return senderPolicy;
    }

    public RecipientPolicy recipientPolicy() {
        return recipientPolicy;
    }

    public BlockPolicy blockPolicy() {
        return blockPolicy;
    }

    public RemoteHost remoteHost() {
        return remoteHost;
    }

    /** @return how long to wait for a peer's ident server; zero if it is not to be asked */
    public Duration remoteInfo() {
        return remoteInfo;
    }

    public List<RateRule> rateRules() {
        return rateRules;
    }

    /** @return nothing, if nobody has to come again */
    public Optional<Greylist> greylist() {
        return greylist;
    }

    public SpfPolicy spfPolicy() {
        return spfPolicy;
    }

    /** @return what becomes of mail for full mailboxes */
    public OverQuota overQuota() {
        return overQuota;
    }

    /** @return whether the domain of a stranger's envelope sender must be able to take mail */
    public boolean mfCheck() {
        return mfCheck;
    }

    /** @return whether users of the operating system have mailboxes */
    public boolean systemUsers() {
        return systemUsers;
    }

    /** @return from greetdelay and pipelining: what is asked of strangers */
    public Manners manners() {
        return manners;
    }
}
