package culvert.app.acceptance;

import culvert.app.server.CulvertServer;
import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.directconnect.DirectConnectClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.sts.StsClient;

/** An account in a Region, and the SDK's clients there that call a server over HTTP. */
record Place(CulvertServer server, String account, String region) {

  Ec2Client ec2() {
    return Ec2Client.builder()
        .endpointOverride(URI.create(server.url()))
        .region(Region.of(region))
        .credentialsProvider(key())
        .httpClient(UrlConnectionHttpClient.create())
        .build();
  }

  DirectConnectClient directConnect() {
    return DirectConnectClient.builder()
        .endpointOverride(URI.create(server.url()))
        .region(Region.of(region))
        .credentialsProvider(key())
        .httpClient(UrlConnectionHttpClient.create())
        .build();
  }

  StsClient sts() {
    return StsClient.builder()
        .endpointOverride(URI.create(server.url()))
        .region(Region.of(region))
        .credentialsProvider(key())
        .httpClient(UrlConnectionHttpClient.create())
        .build();
  }

  private StaticCredentialsProvider key() {
    return StaticCredentialsProvider.create(AwsBasicCredentials.create(account, "any"));
  }
}
