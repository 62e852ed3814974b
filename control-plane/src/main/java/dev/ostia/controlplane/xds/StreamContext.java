package dev.ostia.controlplane.xds;

import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;

/**
 * What the streams of a server share.
 *
 * @param threads runs the work of streams
 * @param timer only passes work on to the threads
 * @param refusals where the proxies that are turned away are told of
 * @param noncePrefix differs between processes, so that no nonce of an earlier one is taken for
 *     ours
 */
record StreamContext(
    SnapshotSource source,
    XdsListener listener,
    XdsOptions options,
    SnapshotChanges.Memo memo,
    Executor threads,
    ScheduledExecutorService timer,
    RefusalLog refusals,
    String noncePrefix) {}
