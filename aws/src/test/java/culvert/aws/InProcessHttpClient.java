package culvert.aws;

import culvert.aws.wire.ApiRequest;
import culvert.aws.wire.ApiResponse;
import culvert.aws.wire.ApiService;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;

/** The AWS SDK's own client, marshalling and signing included, without a socket in between. */
final class InProcessHttpClient implements SdkHttpClient {

  private final ApiService service;

  InProcessHttpClient(ApiService service) {
    this.service = service;
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() throws IOException {
        return response(service.handle(request(request)));
      }

      @Override
      public void abort() {}
    };
  }

  private static ApiRequest request(HttpExecuteRequest request) throws IOException {
    SdkHttpRequest http = request.httpRequest();
    Map<String, String> headers = new HashMap<>();
    http.forEachHeader(
        (name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
    byte[] body =
        request.contentStreamProvider().isPresent()
            ? request.contentStreamProvider().get().newStream().readAllBytes()
            : new byte[0];
    return new ApiRequest(
        http.method().name(),
        http.encodedPath(),
        http.encodedQueryParameters().orElse(""),
        headers,
        body);
  }

  private static HttpExecuteResponse response(ApiResponse answer) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    answer.body().forEach(body::writeBytes);
    SdkHttpResponse.Builder http = SdkHttpResponse.builder().statusCode(answer.status());
    answer.headers().forEach(http::putHeader);
    return HttpExecuteResponse.builder()
        .response(http.build())
        .responseBody(AbortableInputStream.create(new ByteArrayInputStream(body.toByteArray())))
        .build();
  }

  @Override
  public void close() {}
}
