namespace Harpoon.Engine.Tests.Context.DockerCli;

/// <summary>Fills a folder with files, folders, pipes and links of all kinds.</summary>
internal sealed class RandomTree(TemporaryFolder folder, RandomNames names, Random random)
{
    private const int Depth = 3;
    private readonly List<string> _files = [];
    private static readonly int[] Modes = [0x1A4, 0x1ED, 0x180, 0x1FF, 0x124, 0x9ED, 0x3FF];

    public void Grow() => Grow(string.Empty, Depth);

    private void Grow(string parent, int depth)
    {
        for (var count = random.Next(depth == Depth ? 3 : 0, 6); count > 0; count--)
        {
            var name = names.Chance(45) && depth > 0 ? names.Folder() : names.File();
            var path = parent + name;
            if (Path.Exists(folder.At(path)))
            {
                continue;
            }

            names.Remember(path);
            Add(path, depth);
        }
    }

    private void Add(string path, int depth)
    {
        if (names.Chance(10))
        {
            folder.Link(path, names.Pick(["a", "../b", "/nowhere", "nowhere", new string('l', 99), new string('m', 100), new string('n', 300)]));
            return;
        }

        if (_files.Count > 0 && names.Chance(8))
        {
            LinuxFiles.Link(folder.At(_files[random.Next(_files.Count)]), folder.At(path));
            return;
        }

        if (names.Chance(4))
        {
            LinuxFiles.MakePipe(folder.At(path));
        }
        else if (depth > 0 && names.Chance(50))
        {
            Directory.CreateDirectory(folder.At(path));
            Grow(path + "/", depth - 1);
        }
        else
        {
            File.WriteAllBytes(folder.At(path), new byte[names.Pick([0, 1, 511, 512, 513, 2000])]);
            _files.Add(path);
        }

        folder.SetMode(path, (UnixFileMode)names.Pick(Modes));
        Directory.SetLastWriteTimeUtc(folder.At(path), DateTime.UnixEpoch.AddSeconds(random.Next()).AddMilliseconds(random.Next(1000)));
    }
}
