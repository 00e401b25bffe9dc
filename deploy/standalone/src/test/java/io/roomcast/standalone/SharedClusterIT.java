package io.roomcast.standalone;

import org.junit.platform.suite.api.SelectClasses;
import org.junit.platform.suite.api.Suite;

/** All that shares one cluster, in one JVM. The clusters of the crash points and the demo go on beside it, in another. */
@Suite
@SelectClasses({ClusterIT.class, PauseRaceIT.class, BroadcastIT.class, CliIT.class})
class SharedClusterIT {}
