using Harpoon.Engine.Tests.Context;
using Harpoon.Engine.Tests.Context.DockerCli;

namespace Harpoon.Engine.Tests.Builds.BuildKit.DockerCli;

/// <summary>A tree, its <c>.dockerignore</c>, and a Dockerfile that copies from it; the same for the same seed.</summary>
internal sealed class RandomBuild : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Random _random;
    private readonly RandomNames _names;

    public RandomBuild(int seed)
    {
        _random = new Random(seed);
        _names = new RandomNames(_random);
        new RandomTree(_folder, _names, _random).Grow();
        AddRareEntries();
        if (_names.Chance(60))
        {
            IgnoreText = IgnoreFile();
            _folder.Write(".dockerignore", IgnoreText);
        }

        Lines = [.. Enumerable.Range(0, _random.Next(1, 4)).Select(Line)];
    }

    public string Folder => _folder.Path;

    public string? IgnoreText { get; }

    /// <summary>The Dockerfile's lines after its <c>FROM scratch</c>.</summary>
    public string[] Lines { get; }

    /// <summary>Renames, removes and changes a few entries, the time of change with them.</summary>
    public void Change()
    {
        for (var count = _random.Next(1, 4); count > 0; count--)
        {
            var path = _folder.At(_names.PickPath());
            if (!File.Exists(path) || File.ResolveLinkTarget(path, returnFinalTarget: false) is not null)
            {
                continue;
            }

            switch (_random.Next(5))
            {
                case 0:
                    File.Delete(path);
                    break;
                case 1:
                    File.Move(path, path + ".moved");
                    break;
                case 2:
                    _folder.SetMode(Path.GetRelativePath(_folder.Path, path), (UnixFileMode)_names.Pick([0x1C0, 0x1ED, 0x9ED]));
                    break;
                case 3:
                    File.Delete(path);
                    Directory.CreateDirectory(path + "/inner");
                    break;
                default:
                    File.WriteAllText(path, $"changed {_random.Next()}");
                    break;
            }
        }
    }

    public void Dispose() => _folder.Dispose();

    private void AddRareEntries()
    {
        if (_names.Chance(50))
        {
            Directory.CreateDirectory(_folder.At("empty/inner"));
            _names.Remember("empty");
        }

        if (_names.Chance(30))
        {
            var name = new string('n', 120);
            _folder.Write($"{name}/{name}é.txt", "long");
            _names.Remember(name);
        }

        if (_names.Chance(50))
        {
            _folder.Write("twin/one", "twin");
            HardLink("twin/one", "twin/two");
            HardLink("twin/one", "zwilling");
            _names.Remember("twin");
            _names.Remember("zwilling");
        }

        if (_names.Chance(40))
        {
            _folder.Write("real/deep/file.txt", "followed");
            _folder.Link("to-deep", _names.Pick(["real/deep", "./real/../real/deep", "/real/deep", "../../real/deep"]));
            _folder.Link("real/to-file", "deep/file.txt");
            _folder.Link("circle", "circle/deeper");
            _names.Remember("to-deep");
            _names.Remember("to-deep/file.txt");
            _names.Remember("real/to-file");
        }
    }

    private void HardLink(string path, string name)
    {
        using var linking = System.Diagnostics.Process.Start("ln", [_folder.At(path), _folder.At(name)]);
        linking.WaitForExit();
    }

    private string Line(int index) => $"COPY {(_names.Chance(35) ? "." : Source())} /{index}/";

    private string Source()
    {
        var path = _names.PickPath();
        return _names.Chance(40) ? string.Join('/', path.Split('/').Select(_names.Blurred).Select(Plain)) : Plain(path);
    }

    /// <summary>What a Dockerfile reads otherwise than it is written, said by a wildcard.</summary>
    private static string Plain(string path) =>
        string.Concat(path.EnumerateRunes().Select(letter => " \\$\"'[]{}()+|#!-^".Contains(letter.ToString(), StringComparison.Ordinal) ? "?" : letter.ToString()));

    /// <summary>Lines that the CLI's own client of 20.10 means as later ones do: its exceptions are files, by their plain paths.</summary>
    private string IgnoreFile()
    {
        if (BuildKitCommand.BuildxPath is not null)
        {
            return _names.IgnoreFile();
        }

        var lines = Enumerable.Range(0, _random.Next(1, 5)).Select(_ => IgnoreLine()).ToList();
        if (_names.Chance(50) && lines.TrueForAll(line => !line.Contains("**", StringComparison.Ordinal)))
        {
            lines.AddRange(Enumerable.Range(0, _random.Next(1, 3)).Select(_ => "!" + _names.PickPath()).Where(line => Plain(line[1..]) == line[1..] && File.Exists(_folder.At(line[1..]))));
        }

        return string.Join('\n', lines) + "\n";
    }

    private string IgnoreLine() => _random.Next(4) switch
    {
        0 => _names.Pick(["*", "**/a*", "**/*.txt", "*/*", "?", "b/*", "x.?"]),
        1 => Plain(_names.PickPath().Split('/')[0]),
        _ => string.Join('/', _names.PickPath().Split('/').Select(name => Plain(_names.Chance(50) ? name : _names.Blurred(name)))),
    };
}
