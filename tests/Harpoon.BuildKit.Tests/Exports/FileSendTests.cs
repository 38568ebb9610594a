using Harpoon.BuildKit.Exports;
using Harpoon.BuildKit.Grpc;
using Harpoon.BuildKit.Sessions;
using Harpoon.BuildKit.Tests.Infrastructure;
using static Harpoon.BuildKit.Tests.Tracing.TraceDecoderTests;

namespace Harpoon.BuildKit.Tests.Exports;

public sealed class FileSendTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_file_arrives_as_it_was_sent_whatever_its_pieces()
    {
        var random = new Random(1);
        var file = new byte[300_000];
        random.NextBytes(file);
        var call = new FakeCall();
        for (var sent = 0; sent < file.Length;)
        {
            var length = Math.Min(random.Next(0, 40_000), file.Length - sent);
            call.Send(Message(piece => piece.Write(1, file.AsSpan(sent, length))));
            sent += length;
        }

        call.End();
        var target = new KeptExport();

        await new FileSendMethod(target).HandleAsync(call, Token);

        Assert.Equal(file, target.Content);
    }

    [Fact]
    public async Task What_the_exporter_says_of_it_comes_with_it()
    {
        var call = new FakeCall(
            new("exporter-md-containerimage.digest", "sha256:1"), new("buildkit-attachable-exporter-id", "0"), new("exporter-md-image.name", "app:1"));
        call.End();
        var target = new KeptExport();

        await new FileSendMethod(target).HandleAsync(call, Token);

        Assert.Equal("sha256:1", target.Metadata["containerimage.digest"]);
        Assert.Equal("app:1", target.Metadata["image.name"]);
        Assert.Equal(2, target.Metadata.Count);
    }

    [Fact]
    public async Task A_second_file_is_refused()
    {
        var method = new FileSendMethod(new KeptExport());
        var first = new FakeCall();
        first.End();
        await method.HandleAsync(first, Token);

        var error = await Assert.ThrowsAsync<RpcException>(() => method.HandleAsync(new FakeCall(), Token));

        Assert.Equal(RpcStatus.AlreadyExists, error.Status);
    }

    [Fact]
    public async Task A_message_that_can_not_be_read_is_an_error()
    {
        var call = new FakeCall();
        call.Send(new byte[] { 0x0A, 0x05, 1 });
        call.End();

        var error = await Assert.ThrowsAsync<BuildKitException>(() => new FileSendMethod(new KeptExport()).HandleAsync(call, Token));

        Assert.Equal(BuildKitFailure.MalformedMessage, error.Failure);
    }

    [Fact]
    public void It_is_offered_only_where_there_is_an_output()
    {
        Assert.Contains(SessionMethods.Of(new SessionOptions { Export = new KeptExport() }), method => method.Name == FileSendMethod.Path);
        Assert.DoesNotContain(SessionMethods.Of(new SessionOptions()), method => method.Name == FileSendMethod.Path);
    }

    private sealed class KeptExport : IExportTarget
    {
        public byte[] Content { get; private set; } = [];

        public Dictionary<string, string> Metadata { get; } = [];

        public async Task ReceiveAsync(Stream content, IReadOnlyDictionary<string, string> metadata, CancellationToken cancellationToken)
        {
            using var kept = new MemoryStream();
            await content.CopyToAsync(kept, 1_000, cancellationToken);
            Content = kept.ToArray();
            foreach (var (name, value) in metadata)
            {
                Metadata.Add(name, value);
            }
        }
    }
}
