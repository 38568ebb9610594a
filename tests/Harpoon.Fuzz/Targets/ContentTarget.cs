using System.Security.Cryptography;
using Harpoon.BuildKit;
using Harpoon.BuildKit.Content;
using Harpoon.BuildKit.Grpc;
using Harpoon.BuildKit.Tests.Infrastructure;
using Harpoon.Fuzz.Checking;
using Harpoon.Fuzz.Streams;
using static Harpoon.Fuzz.Targets.ProtoPart;

namespace Harpoon.Fuzz.Targets;

/// <summary>An engine that reads and writes a cache in a folder: whatever it sends, the folder has only content under its own digest.</summary>
internal sealed class ContentTarget : IFuzzTarget
{
    private const string Empty = "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    private static readonly RpcMetadata Metadata = new([new("buildkit-attachable-store-id", "local:x")]);

    public string Name => "content";

    public IReadOnlyList<byte[][]> Seeds { get; } =
    [
        [Request(Of(2, "layer"u8), Number(3, 4)), Request(Number(1, 1), Of(6, "data"u8)), Request(Number(1, 2), Number(5, 4))],
        [Request(Of(2, "x"u8)), Request(Number(1, 2), Of(4, System.Text.Encoding.UTF8.GetBytes(Empty)))],
        [Request(Of(1, System.Text.Encoding.UTF8.GetBytes(Empty)), Number(2, 1), Number(3, 7))],
        [Request(Of(1, "sha256:../../x"u8))],
    ];

    public async Task RunAsync(byte[] input)
    {
        var folder = Directory.CreateTempSubdirectory("harpoon-fuzz-");
        try
        {
            var stores = new ContentStores(new Dictionary<string, ContentFolder> { ["local:x"] = new(folder.FullName) { IsWritable = true } });
            IRpcMethod[] methods = [new WriteContentMethod(stores), new ReadContentMethod(stores), new ContentInfoMethod(stores)];
            var refusals = new List<Exception>();
            foreach (var method in methods)
            {
                refusals.AddRange(await CallAsync(method, input));
            }

            foreach (var file in folder.EnumerateFiles("*", SearchOption.AllDirectories))
            {
                Assert.Equal(file.Name, Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(file.FullName))));
            }

            if (refusals.Count == methods.Length)
            {
                throw refusals[0];
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    public bool Allows(Exception exception) => exception is BuildKitException or RpcException;

    public byte[] Seal(byte[] part) => GrpcTarget.SealMessage(part);

    private static byte[] Request(params byte[][] fields) => RawClient.Message([.. fields.SelectMany(field => field)]);

    private static async Task<IEnumerable<Exception>> CallAsync(IRpcMethod method, byte[] input)
    {
        try
        {
            await method.HandleAsync(new InputCall(input, _ => { }) { Metadata = Metadata }, CancellationToken.None);
            return [];
        }
        catch (Exception e) when (e is BuildKitException or RpcException)
        {
            return [e];
        }
    }
}
