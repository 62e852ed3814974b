/** {@code ostia graph}: a gateway's ports, hosts, routes, services and endpoints as a picture. */
@org.jspecify.annotations.NullMarked
package dev.ostia.cli.graph;
