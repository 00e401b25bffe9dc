package io.roomcast.api.channel;

import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.DefaultNameResolver;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import reactor.core.scheduler.Schedulers;

/** Knows only the public addresses of a name, at the moment of the call: a name may mean another one tomorrow. */
final class PublicResolver extends AddressResolverGroup<InetSocketAddress> {
    @Override
    protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
        return new Names(executor).asAddressResolver();
    }

    private static final class Names extends DefaultNameResolver {
        Names(EventExecutor executor) {
            super(executor);
        }

        @Override
        protected void doResolve(String name, Promise<InetAddress> promise) throws Exception {
            Promise<List<InetAddress>> all = executor().newPromise();
            all.addListener((Future<List<InetAddress>> found) -> {
                if (found.isSuccess()) {
                    promise.setSuccess(found.getNow().get(0));
                } else {
                    promise.setFailure(found.cause());
                }
            });
            doResolveAll(name, all);
        }

        @Override
        protected void doResolveAll(String name, Promise<List<InetAddress>> promise) throws Exception {
            Promise<List<InetAddress>> all = executor().newPromise();
            all.addListener((Future<List<InetAddress>> found) -> {
                if (found.isSuccess()) {
                    keepPublic(found.getNow(), promise);
                } else {
                    promise.setFailure(found.cause());
                }
            });
            // The system's resolver blocks, and may do so for long: never on the loop that serves requests, too.
            Schedulers.boundedElastic().schedule(() -> askSystem(name, all));
        }

        private void askSystem(String name, Promise<List<InetAddress>> all) {
            try {
                super.doResolveAll(name, all);
            } catch (Exception e) {
                all.tryFailure(e);
            }
        }

        private static void keepPublic(List<InetAddress> found, Promise<List<InetAddress>> promise) {
            List<InetAddress> open =
                    found.stream().filter(PublicAddresses::contain).toList();
            if (open.isEmpty()) {
                promise.setFailure(new UnknownHostException("Not an address of the public internet"));
            } else {
                promise.setSuccess(open);
            }
        }
    }
}
