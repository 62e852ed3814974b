/** What gateways log and trace: a control plane on files, real Envoys, and receivers. */
@org.jspecify.annotations.NullMarked
package dev.ostia.cli.telemetry;
