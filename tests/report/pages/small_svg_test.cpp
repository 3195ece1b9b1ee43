// SPDX-License-Identifier: Apache-2.0
// Drawings as gnuplot writes them, and what the page keeps of them.
#include "report/pages/small_svg.h"

#include <gmock/gmock.h>

#include "base/embedded.h"
#include "base/error.h"
#include "report/pages/svg_path.h"

namespace mmoe {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

/// A drawing of `content` after the definitions of two markers.
std::string drawing(const std::string& content) {
  return "<svg\n width=\"20\" xmlns=\"http://www.w3.org/2000/svg\"\n"
         " xmlns:xlink=\"http://www.w3.org/1999/xlink\"\n>\n<title>a</title>\n"
         "<g id=\"gnuplot_canvas\">\n"
         "<rect x=\"0\" y=\"0\" width=\"20\" height=\"9\" fill=\"#ffffff\"/>\n<defs>\n"
         "\t<circle id='gpPt5' r='1' stroke='currentColor'/>\n"
         "\t<use xlink:href='#gpPt5' id='gpPt6' fill='currentColor' stroke='none'/>\n"
         "\t<path id='gpPt0' d='M-1,0 h2'/>\n</defs>\n" +
         content + "</g>\n</svg>\n";
}

std::string group(const std::string& content, const std::string& width = "1.00") {
  return "<g fill=\"none\" color=\"black\" stroke=\"currentColor\" stroke-width=\"" + width +
         "\" stroke-linecap=\"butt\" stroke-linejoin=\"miter\">\n" + content + "</g>\n";
}

/// As the first drawing of a page.
std::string small_svg_of(const std::string& svg) {
  PageSymbols symbols;
  return small_svg(svg, "f1", symbols);
}

TEST(SmallSvg, LeavesTheLookOfAllToTheStyleSheet) {
  EXPECT_EQ(small_svg_of(drawing(group("\t<text>a</text>\n"))),
            "<svg width=\"20\"><g id=\"f1\" class=\"canvas\"><text>a</text></g></svg>");
}

TEST(SmallSvg, MergesTheGroupsOfAnAxis) {
  const std::string axis =
      "<g fill=\"none\" color=\"gray\" stroke=\"currentColor\" stroke-width=\"0.70\">\n"
      "\t<path stroke='rgb(216, 216, 216)' stroke-dasharray='2,4' class=\"gridline\"  "
      "d='M92.44,225.02 L318.30,225.02  '/></g>\n" +
      group(
          "<path stroke='black'  d='M92.40,225.00 L86.50,220.00  '/>\t"
          "<g transform=\"translate(77.40,229.31)\" stroke=\"none\" fill=\"black\" "
          "font-family=\"sans-serif\" font-size=\"13.00\"  text-anchor=\"end\">\n"
          "\t\t<text>-0.055 &lt;</text>\n\t</g>\n") +
      group(
          "<g transform=\"translate(2.00,3.00) rotate(270)\" stroke=\"none\" fill=\"red\" "
          "font-size=\"10.00\"><text>b</text></g>\n") +
      group("<g fill=\"black\"><text></text></g>\n");
  EXPECT_THAT(small_svg_of(drawing(axis)),
              HasSubstr("<path class=\"gridline\" d=\"M92.4,225H318.3\"/>"
                        "<path d=\"M92.4,225l-5.9-5\"/>"
                        "<text x=\"77.4\" y=\"229.3\" class=\"e\">-0.055 &lt;</text>"
                        "<text transform=\"translate(2,3) rotate(270)\" fill=\"red\" "
                        "font-size=\"10\">b</text></g></svg>"));
}

TEST(SmallSvg, TheStyleSheetHasTheLookThatDrawingsLeaveOut) {
  EXPECT_THAT(embedded_text(page_files(), "report"),
              HasSubstr(".canvas { fill: none; stroke: currentColor; stroke-width: 1; "
                        "font-size: 13px; color: var(--text); }"));
}

/// A filled bar as gnuplot draws it: one pixel wide from y = 9.00 up to `top`.
std::string bar(const std::string& x, const std::string& right, const std::string& top,
                const std::string& border = "rgb(  0, 114, 178)") {
  const std::string fill = "rgb(  0, 114, 178)";
  return "<g stroke='none' shape-rendering='crispEdges'><polygon fill = '" + fill +
         "' fill-opacity = '0.650000' points = '" + x + ",9.00 " + right + ",9.00 " + right + "," +
         top + " " + x + "," + top + " '/></g><path stroke='" + border + "'  d='M" + x + ",9.00 L" +
         x + "," + top + " L" + right + "," + top + " L" + right + ",9.00 L" + x + ",9.00 Z  '/>";
}

TEST(SmallSvg, DrawsBarsOfOneLookAsOnePath) {
  const std::string bars = bar("1.00", "2.00", "3.00") + bar("3.00", "4.00", "5.00");
  EXPECT_THAT(
      small_svg_of(drawing(group(bars))),
      HasSubstr("class=\"canvas\"><path stroke=\"#0072b2\" d=\"M1,9V3H2V9H1ZM3,9V5H4V9H3Z\" "
                "fill=\"#0072b2\" fill-opacity=\"0.65\"/></g></svg>"));
}

TEST(SmallSvg, LeavesBarsOfAnotherBorderOrWithSomethingBetween) {
  const std::string red = bar("3.00", "4.00", "5.00", "rgb(255,   0,   0)");
  const std::string small = small_svg_of(drawing(group(bar("1.00", "2.00", "3.00") + red)));
  EXPECT_THAT(small, HasSubstr("d=\"M3,9H4V5H3Z\" class=\"area\"/>"));
  EXPECT_THAT(small, HasSubstr("<path stroke=\"#ff0000\" d=\"M3,9V5H4V9H3Z\"/>"));
  const std::string between = bar("1.00", "2.00", "3.00") +
                              "<path stroke='black'  d='M1.00,1.00 L2.00,2.00  '/>" +
                              bar("3.00", "4.00", "5.00");
  EXPECT_THAT(small_svg_of(drawing(group(between))),
              AllOf(HasSubstr("M1,9V3H2V9H1Z\""), HasSubstr("M3,9V5H4V9H3Z\"")));
}

TEST(SmallSvg, KeepsWhatDiffersFromTheCanvas) {
  const std::string small = small_svg_of(
      drawing(group("<path stroke='rgb(230, 159,   0)' d='M1,1 L2,2'/>\n"
                    "<path stroke='rgb(  0,   0,   0)' stroke-dasharray='5,8' d='M1,1 L2,2'/>\n",
                    "1.50")));
  EXPECT_THAT(small, HasSubstr("<g stroke-width=\"1.5\"><path stroke=\"#e69f00\" d=\"M1,1 2,2\"/>"
                               "<path stroke-dasharray=\"5,8\" d=\"M1,1 2,2\"/></g>"));
}

/// Three points.
std::string points_of(const std::string& look) {
  std::string points;
  for (const char* x : {"104.25", "2.00", "3.50"}) {
    points += std::string("<use xlink:href='#gpPt6' transform='translate(") + x +
              ",5.00) scale(2.10) rotate(0)' " + look + "/>\n";
  }
  return points;
}

TEST(SmallSvg, PointsThatLookAlikeAreOnePath) {
  const std::string points = points_of("color='red' opacity='0.40'");
  PageSymbols symbols;
  EXPECT_THAT(small_svg(drawing(group(points, "2.00")), "f1", symbols),
              HasSubstr("<path d=\"M104.2,5H2H3.5\" stroke=\"none\" style=\"marker:url(#s2)\" "
                        "stroke-width=\"2\"/>"));
  EXPECT_EQ(symbols.svg(),
            "<svg class=\"symbols\" aria-hidden=\"true\" width=\"0\" height=\"0\"><g "
            "class=\"canvas\"><circle id=\"s0\" r=\"1\" stroke=\"currentColor\"/><use id=\"s1\" "
            "href=\"#s0\" fill=\"currentColor\" stroke=\"none\"/><marker id=\"s2\" "
            "markerUnits=\"userSpaceOnUse\" color=\"red\" fill-opacity=\"0.4\" "
            "stroke-opacity=\"0.4\" stroke-width=\"2\"><use href=\"#s1\" "
            "transform=\"scale(2.1)\"/></marker></g></svg>\n");
}

TEST(SmallSvg, DrawingsOfAPageShareTheirMarkers) {
  const std::string red = points_of("color='red'"), blue = points_of("color='blue'");
  PageSymbols symbols;
  const std::string first = small_svg(drawing(group(red, "2.00")), "f1", symbols);
  const std::string before = symbols.svg();
  EXPECT_EQ(small_svg(drawing(group(red, "2.00")), "f1", symbols), first);
  EXPECT_EQ(symbols.svg(), before);
  EXPECT_THAT(small_svg(drawing(group(blue, "2.00")), "f2", symbols), HasSubstr("url(#s3)"));
  EXPECT_THAT(small_svg(drawing(group(red, "1.00")), "f3", symbols), HasSubstr("url(#s4)"));
  EXPECT_THAT(symbols.svg(), HasSubstr("</marker><marker id=\"s3\" markerUnits=\"userSpaceOnUse\" "
                                       "color=\"blue\""));
}

TEST(SmallSvg, ShapesThatADrawingShowsItselfAreOfThePage) {
  PageSymbols symbols;
  const std::string one =
      drawing(group("<use xlink:href='#gpPt6' transform='translate(2.00,3.00) scale(2.10)'/>"));
  EXPECT_THAT(small_svg(one, "f1", symbols), HasSubstr("<use href=\"#s1\" transform="));
  PageSymbols none;
  small_svg(drawing(group("<text>a</text>")), "f1", none);
  EXPECT_EQ(none.svg(), "");
}

TEST(SmallSvg, LinesThroughTheirPointsHaveTheMarker) {
  const std::string line = group(
      "<path stroke='red' d='M104.25,5.00 L2.00,5.00 L3.50,5.00  '/>" + points_of("color='red'"),
      "2.00");
  const std::string small = small_svg_of(drawing(line + line + line));
  const std::string d = "d=\"M104.2,5H2H3.5";
  EXPECT_THAT(small, HasSubstr("<path stroke=\"red\" " + d + "\" style=\"marker:url(#s2)\""));
  // The other two are one path.
  EXPECT_THAT(small, HasSubstr("<path stroke=\"red\" " + d +
                               "M104.2,5H2H3.5\" "
                               "style=\"marker:url(#s2)\" stroke-width=\"2\"/>"));
  EXPECT_THAT(small, Not(HasSubstr("s3")));
}

TEST(SmallSvg, PointsWithGapsInTheirLineAreDrawnAfterAllGaps) {
  const auto point = [](const char* x, const char* color) {
    return std::string("<use xlink:href='#gpPt6' transform='translate(") + x +
           ",5.00) scale(2.10)' color='" + color + "'/>\n";
  };
  const std::string pairs = group(point("1.00", "red") + point("2.00", "#FFFFFF")) +
                            group(point("2.00", "red") + point("3.00", "#FFFFFF")) +
                            group(point("3.00", "red") + point("4.00", "#FFFFFF")) +
                            group(point("4.00", "red"));
  const std::string small = small_svg_of(drawing(pairs));
  EXPECT_THAT(small, AllOf(HasSubstr("d=\"M2,5H3H4\""), HasSubstr("d=\"M1,5H2H3H4\"")));
  EXPECT_LT(small.find("d=\"M2,5H3H4\""), small.find("d=\"M1,5H2H3H4\""));
}

TEST(SmallSvg, PointsInOtherGroupsHaveMarkersOfTheirOwn) {
  const std::string points = points_of("");
  const std::string small = small_svg_of(drawing(group(points, "2.00") + group(points, "1.00")));
  EXPECT_THAT(small, AllOf(HasSubstr("url(#s2)"), HasSubstr("url(#s3)")));
}

TEST(SmallSvg, NeighboursOfOneLookAreOneGroup) {
  const auto pair = [](const std::string& colour) {
    return group("<path stroke='" + colour + "' d='M1.00,1.00 L2.00,2.00'/><path stroke='black' " +
                     "stroke-dasharray='5,8' d='M1.00,1.00 L2.00,2.00'/>",
                 "2.00");
  };
  const std::string small = small_svg_of(drawing(pair("red") + pair("blue")));
  EXPECT_THAT(small, HasSubstr("stroke-dasharray=\"5,8\" d=\"M1,1 2,2\"/><path stroke=\"blue\""));
  EXPECT_EQ(small.find("<g stroke-width"), small.rfind("<g stroke-width"));
}

TEST(SmallSvg, LinesThatAreSeenThroughStayApart) {
  const std::string line = group("<path stroke='red' opacity='0.40' d='M1.00,1.00 L2.00,2.00'/>");
  EXPECT_THAT(small_svg_of(drawing(line + line)), HasSubstr("d=\"M1,1 2,2\"/><path"));
}

TEST(SmallSvg, JoinsLinesWithNothingButTextBetween) {
  const std::string tick = group("<path d='M1.00,2.00 L3.00,2.00'/>\n");
  const std::string small =
      small_svg_of(drawing(tick + group("\t<text>a</text>\n") + tick +
                           group("<path stroke='red' d='M5.00,5.00 L6.00,6.00'/>\n") + tick));
  EXPECT_THAT(small, HasSubstr("<path d=\"M1,2H3M1,2H3\"/><text>a</text>"
                               "<path stroke=\"red\" d=\"M5,5 6,6\"/><path d=\"M1,2H3\"/>"));
}

TEST(SmallSvg, AreasArePathsOfTheirCorners) {
  const std::string area = group(
      "<polygon fill = 'red' points = '1.00,1.00 2.00,1.00 3.00,1.00 3.00,4.00 2.50,4.00 "
      "1.00,4.00 '/>");
  EXPECT_THAT(small_svg_of(drawing(area)), HasSubstr("d=\"M1,1H3V4H1Z\""));
}

TEST(SmallSvg, RefusesWhatIsNoDrawing) {
  EXPECT_THROW(small_svg_of("<svg></svg>"), RunError);
  EXPECT_THROW(small_svg_of(""), RunError);
}

TEST(ShortPath, LeavesOutCommandsThatAreUnderstood) {
  EXPECT_EQ(short_path("M1.25,2.00 L30.04,2.00 L30.04,7.5 L1.25,2.00 Z  "),
            "M1.25,2H30V7.5L1.25,2Z");
  EXPECT_EQ(short_path("M1,2 L3,4 L5,6 M7,8 L9,9"), "M1,2 3,4 5,6M7,8 9,9");
  EXPECT_EQ(short_path("M1,1 L2,1 L3,1 L3,4 L3,5 L3,2 L9,2 L8,2"), "M1,1H3V5V2H9H8");
  // Where the way from the last place is shorter than the place.
  EXPECT_EQ(
      short_path("M417.20,443.90 L418.70,440.00 L419.20,440.50 L419.20,441.00 M421.00,441.00"),
      "M417.2,443.9l1.5-3.9 .5,.5v.5m1.8,0");
  EXPECT_EQ(short_path("M100.00,100.00 L101.00,101.00 L100.00,100.00 Z M100.50,100.00"),
            "M100,100l1,1-1-1Zm.5,0");
  EXPECT_EQ(short_path("M-1,0 h2 M0,-1 v2"), "M-1,0 h2 M0,-1 v2");
}

}  // namespace
}  // namespace mmoe
