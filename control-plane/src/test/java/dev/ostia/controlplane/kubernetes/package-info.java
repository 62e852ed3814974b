@org.jspecify.annotations.NullMarked
package dev.ostia.controlplane.kubernetes;
