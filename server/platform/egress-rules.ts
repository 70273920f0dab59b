/** Which addresses requests may leave to: public ones, and what the operator lists besides. Pure. */
import { fail, ok, type Result } from '@oner/shared/result/result.ts';
import ipaddr from 'ipaddr.js';

type Address = ipaddr.IPv4 | ipaddr.IPv6;

export type EgressRules = {
  /** Lower-case host names that may be reached wherever they point. */
  readonly hosts: ReadonlySet<string>;
  readonly networks: readonly (readonly [Address, number])[];
};

const hostName = /^(?=.{1,253}$)[a-z0-9_]([a-z0-9_-]*[a-z0-9])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9])?)*$/;

/** An IPv4 address in IPv6's clothes is the IPv4 address. */
const parsed = (address: string): Address | null => {
  if (ipaddr.IPv4.isValidFourPartDecimal(address)) return ipaddr.IPv4.parse(address);
  if (!ipaddr.IPv6.isValid(address)) return null;
  const six = ipaddr.IPv6.parse(address);
  return six.isIPv4MappedAddress() ? six.toIPv4Address() : six;
};

/** Reads the comma-separated list of hosts and CIDRs; the error's `entry` is the one that is neither. */
export const parseEgressAllow = (
  text: string,
): Result<EgressRules, { readonly kind: 'not-a-host-or-network'; readonly entry: string }> => {
  const hosts = new Set<string>();
  const networks: (readonly [Address, number])[] = [];
  for (const entry of text.split(',').map((part) => part.trim().toLowerCase())) {
    if (entry === '') continue;
    const single = parsed(entry.replace(/^\[(.*)\]$/, '$1'));
    if (single) networks.push([single, single.kind() === 'ipv4' ? 32 : 128]);
    else if (ipaddr.isValidCIDR(entry)) networks.push(ipaddr.parseCIDR(entry));
    else if (hostName.test(entry) && !/^[\d.]+$/.test(entry)) hosts.add(entry);
    else return fail({ kind: 'not-a-host-or-network', entry });
  }
  return ok({ hosts, networks });
};

const inNetwork = (address: Address, [network, bits]: readonly [Address, number]): boolean =>
  address.kind() === network.kind() && address.match(network, bits);

/** Global unicast; whatever else IPv6 has (also `::127.0.0.1`, which carries an IPv4 address) is not public. */
const globalUnicast: [ipaddr.IPv6, number] = ipaddr.IPv6.parseCIDR('2000::/3');
/** Looks public, but is the metadata service of a cloud. */
const metadata = new Set(['168.63.129.16']);

const isPublic = (address: Address): boolean =>
  address.range() === 'unicast' &&
  (address instanceof ipaddr.IPv6 ? address.match(globalUnicast) : !metadata.has(address.toString()));

/** Whether a request for `host` may connect to this address that it resolved to. */
export const mayConnect = (rules: EgressRules, host: string, address: string): boolean => {
  const at = parsed(address.replace(/%.*$/, ''));
  if (!at) return false;
  if (isPublic(at) || rules.hosts.has(host.toLowerCase())) return true;
  return rules.networks.some((network) => inNetwork(at, network));
};
