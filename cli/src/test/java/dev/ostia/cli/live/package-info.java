/** Commands that ask what runs: a control plane with a real Envoy. */
@org.jspecify.annotations.NullMarked
package dev.ostia.cli.live;
