package io.roomcast.api.channel;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which addresses lie in the public internet: nobody makes this service call what only this service can reach.
 *
 * <p>What is not public is what IANA's special-purpose address registries say, with multicast, and with the ways to write an
 * IPv4 address as an IPv6 one.
 */
final class PublicAddresses {
    private static final List<IpSubnetFilterRule> NOT_PUBLIC = Stream.of(
                    "0.0.0.0/8",
                    "10.0.0.0/8",
                    "100.64.0.0/10",
                    "127.0.0.0/8",
                    "169.254.0.0/16",
                    "172.16.0.0/12",
                    "192.0.0.0/24",
                    "192.0.2.0/24",
                    "192.88.99.0/24",
                    "192.168.0.0/16",
                    "198.18.0.0/15",
                    "198.51.100.0/24",
                    "203.0.113.0/24",
                    "224.0.0.0/3",
                    "::/8",
                    "64:ff9b::/32",
                    "100::/8",
                    "2001::/23",
                    "2001:db8::/32",
                    "2002::/16",
                    "fc00::/7",
                    "fe80::/9",
                    "ff00::/8")
            .map(range -> new IpSubnetFilterRule(range, IpFilterRuleType.REJECT))
            .toList();

    private PublicAddresses() {}

    static boolean contain(InetAddress address) {
        var asked = new InetSocketAddress(address, 0);
        return NOT_PUBLIC.stream().noneMatch(range -> range.matches(asked));
    }

    /** Whether one sees from the URL alone that it is not to be called. Names are looked at again when they are resolved. */
    static boolean isForbidden(URI url) {
        InetAddress literal = literal(url);
        return !"https".equalsIgnoreCase(url.getScheme())
                || url.getHost() == null
                || isLocalName(url.getHost().toLowerCase(Locale.ROOT))
                || (literal != null && !contain(literal));
    }

    private static boolean isLocalName(String host) {
        return host.equals("localhost") || host.endsWith(".localhost") || host.endsWith(".internal");
    }

    private static @Nullable InetAddress literal(URI url) {
        String host = url.getHost();
        return host == null ? null : NetUtil.createInetAddressFromIpAddressString(host.replaceAll("[\\[\\]]", ""));
    }
}
