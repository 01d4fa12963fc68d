/// Two classes of the AWS SDK, which stand before the SDK's own.
///
/// The SDK's load a class for each of some 300 services and 50 Regions when a client is made, for
/// the one that it asks about. It has no option for that. These load that one, and answer alike:
/// `RegionTablesTest` asks both about everything.
@NullMarked
package software.amazon.awssdk.regions;

import org.jspecify.annotations.NullMarked;
